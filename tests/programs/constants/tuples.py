# Constant tuples, nested and used by index.
from micropython import const

PAIR = const((1, 2))
SINGLE = const((3,))
EMPTY = const(())
NESTED = const((1, (2, (3, ())), "x", b"y", None, True, ..., 1.5))
_BIG = const((1 << 80, -1))
MADE = const((PAIR, SINGLE, 4))

print(PAIR, SINGLE, EMPTY, NESTED, _BIG, MADE)
print(PAIR[1], NESTED[1][1], len(MADE), PAIR + SINGLE, 2 in PAIR)
a, b = PAIR
print(a, b, {PAIR: "pair"}[1, 2])
for x in PAIR:
    print(x)
