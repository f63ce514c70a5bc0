# Leaving a with block by return, break and continue still calls __exit__.
class M:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("exit", t, end="; ")


def f():
    with M():
        with M():
            return "returned"


print(f())
for i in range(3):
    with M():
        if i == 0:
            continue
        if i == 1:
            break
print(i)
