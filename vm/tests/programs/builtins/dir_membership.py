# dir() lists attributes of instances, classes and modules.
class A:
    x = 1

    def m(self):
        pass


class B(A):
    y = 2


b = B()
b.z = 3
names = dir(b)
print([n in names for n in ("x", "m", "y", "z", "w")])
print("y" in dir(A), "m" in dir(B), "append" in dir([]), "upper" in dir("a"))
import sys

print(
    "exit" in dir(sys), "names" in dir(), isinstance(dir(), list),
    sorted(n for n in dir(A) if not n.startswith("__")),
)
