# Endless recursion ends in a RuntimeError that can be caught, and the program goes on.
def f(n):
    return f(n + 1)


try:
    f(0)
except RuntimeError:
    print("RuntimeError")


def g():
    try:
        return g()
    finally:
        pass


try:
    g()
except RuntimeError:
    print("RuntimeError again")
print([i for i in range(3)])
