# Indexes and counts beyond the machine word.
big = 1 << 70
for f in (
    lambda: [1][big], lambda: "a"[big], lambda: [1] * big, lambda: "a" * big, lambda: range(big),
    lambda: bytearray(big), lambda: chr(big), lambda: [1].insert(big, 2), lambda: (1).to_bytes(big, "big"),
):
    try:
        f()
        print("no error")
    except (IndexError, OverflowError, TypeError, MemoryError, ValueError) as e:
        print(type(e).__name__)
