# abs, divmod and pow across number kinds.
print(abs(-3), abs(3.5), abs(-0.0), abs(True), abs(3 + 4j), abs(-(2**70)))
print(divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(2**70, 10), pow(2, 5), pow(2, 0.5) == 2**0.5, pow(2, 5, 7))


class V:
    def __abs__(self):
        return "absolute"


print(abs(V()))
for f in (lambda: abs("a"), lambda: divmod("a", 1), lambda: pow("a", 2), lambda: abs()):
    try:
        f()
    except TypeError:
        print("TypeError")
