# Constants made from other constants.
from micropython import const

A = const(2)
B = const(A + 1)
_C = const(A * B << A)
D = const(-_C)
E = const(A)
F = const((A, B, _C))
G = const("text")
H = const(G)
I = const(A if 0 else 1) if False else 9

print(A, B, _C, D, E, F, G, H, I)
print(A + B + _C, [A, B][A - 2], A ** B ** A, _C // B, D % A)
