# type() of one argument, identity of types and their text.
print(
    type(1), type("a"), type(1.0), type([]), type(()), type({}), type(set()), type(b""), type(None), type(int),
    type(len) is type(len),
)
print(
    type(1) is int, type(True) is bool, type(type) is type, type(range(1)) is range, type(1j) is complex,
    type(lambda: 0).__name__,
)


class K:
    pass


print(type(K()) is K, type(K) is type, K.__name__, type(K()).__name__, K)
