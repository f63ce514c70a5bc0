# Which values are false, and that everything else is true.
class Empty:
    def __len__(self):
        return 0


class Never:
    def __bool__(self):
        return False


falsy = (None, False, 0, 0.0, 0j, "", b"", bytearray(), (), [], {}, set(), frozenset(), range(0), Empty(), Never())
print([bool(v) for v in falsy])
truthy = (
    True, -1, 0.1, 1j, " ", b"\0", bytearray(1), (0,), [0], {0: 0}, {0}, range(1), object(), len, Ellipsis, Empty,
    lambda: 0,
)
print([bool(v) for v in truthy])
