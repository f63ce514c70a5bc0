# Direct and mutual recursion with several arguments.
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def flatten(l):
    return [y for x in l for y in (flatten(x) if isinstance(x, list) else [x])]


print(fact(25), even(20), odd(7), ackermann(2, 3), flatten([1, [2, [3, []], 4]]))
