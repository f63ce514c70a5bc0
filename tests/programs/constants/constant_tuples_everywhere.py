# Constant tuples in each place the parser builds them.
from micropython import const

_A = const(1)


def ret():
    return 1, 2, "three"


def one():
    return 1,


def default(x=(1, 2), y=()):
    return x, y


pair = 1, 2
single = "a",
print(pair, single, ret(), one(), default())
print((1, 2, 3), ((1,), ((2,),)), (_A, -_A, 2 * _A), (1, [2]), (pair, 1))
print({(1, 2): 3}[1, 2], [x for x in (1, 2)], (1, 2)[0], (1, 2) + (3,), 1 in (1, 2))
for i in 1, 2:
    for j in (3, 4):
        print(i, j, end=" ")
print((None, True, False, ..., 1.5, 1j, b"", "", 1 << 99, (), ((),)))
a, b = 1, 2
c = d = 3, 4
print(a, b, c, d, (1, 2) == pair, "%d %s" % (1, 2))
