# A list built until memory runs out, then dropped, leaves a working program.
def fill():
    l = []
    chunk = 1 << 16
    try:
        while len(l) < 100000:
            l.append(bytearray(chunk))
            chunk = chunk * 2
    except MemoryError:
        return "MemoryError"


print(fill())
print(len(bytearray(1000)), [0] * 3)
