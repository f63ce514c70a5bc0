# Numbers far too large for memory.
for f in (lambda: 1 << (1 << 40), lambda: 1 << (1 << 62), lambda: 1 << (1 << 70)):
    try:
        f()
        print("made")
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__)
print((1 << 200) >> 195, 2**100 % 7)
