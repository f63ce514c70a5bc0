# A slice of a view keeps the buffer after the names for it are gone.
import gc


def make():
    big = bytearray(b"0123456789" * 10)
    return memoryview(big)[95:]


m = make()
gc.collect()
junk = [bytearray(50) for _ in range(20)]
print(bytes(m), len(junk))
