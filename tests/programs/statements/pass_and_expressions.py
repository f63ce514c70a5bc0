# Statements that do nothing, or only evaluate.
pass
1
"text"
...
None
True
b"bytes"
(1, 2)
1 + 2
x = [3]
x
x[0]
x.append(4)
[x.append(5) for _ in range(1)]
(x)
x.pop if x else None
x == 4, x != 4
lambda: x
not x
-x[0]


def f():
    "docstring"
    pass
    1
    x.append(6)


f()
print(x)
