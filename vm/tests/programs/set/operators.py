# Union, intersection, difference and symmetric difference as operators.
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), a & set() == set())
c = a
c |= {9}
c &= {1, 2, 9}
c -= {2}
c ^= {1, 5}
print(sorted(c), c is a)
for f in (lambda: a | [1], lambda: a + b, lambda: a - (1,)):
    try:
        print(f())
    except TypeError:
        print("TypeError")
