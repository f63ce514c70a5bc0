# Equal values hash alike; mutable containers do not hash.
print(
    hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)),
    hash(None) == hash(None), hash(b"x") == hash(bytes([120])), hash(2**64) == hash(2**64),
)


class H:
    def __hash__(self):
        return 77


print(hash(H()))
for bad in ([], {}, set(), bytearray()):
    try:
        hash(bad)
    except TypeError:
        print("TypeError")
