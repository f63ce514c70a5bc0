# Repeating far beyond memory is a MemoryError or OverflowError.
n = 1 << 40
for f in (
    lambda: "abc" * n, lambda: b"abc" * n, lambda: [0] * n, lambda: (0,) * n, lambda: bytearray(n),
    lambda: bytes(n),
):
    try:
        f()
        print("made")
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__)
print("alive")
