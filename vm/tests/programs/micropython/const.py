# const gives its argument back, and names with an underscore stay private.
from micropython import const

A = const(5)
_B = const(6)
C = const(A + _B)
TEXT = const("text")
PAIR = const((1, 2))
print(A, C, _B, TEXT, PAIR, const(7) + A)


class K:
    N = const(8)


print(K.N)
