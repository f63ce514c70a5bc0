# The unary operators and conversion methods.
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __hash__(self): return 5
    def __int__(self): return 42
    def __float__(self): return 2.5
    def __complex__(self): return 1j


u = U()
print(-u, +u, ~u, abs(u), hash(u), int(u), float(u))
try:
    print(-object())
except TypeError:
    print("TypeError")
