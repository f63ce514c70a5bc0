# Functions that call themselves and each other.
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def fibonacci(n, a=0, b=1):
    return a if not n else fibonacci(n - 1, b, a + b)


def depth(tree):
    return 1 + max([depth(t) for t in tree] or [0])


def hanoi(n, a="a", b="b", c="c"):
    return hanoi(n - 1, a, c, b) + [a + c] + hanoi(n - 1, b, a, c) if n else []


print(factorial(20), fibonacci(50), depth([[], [[], [[]]]]))
print(hanoi(3))
