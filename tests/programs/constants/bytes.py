# Bytes constants.
from micropython import const

MAGIC = const(b"\x89MPY")
_EMPTY = const(b"")
RAW = const(rb"\x00")
LONG = const(b"a longer run of bytes, " b"in two pieces")

print(MAGIC, _EMPTY, RAW, LONG)
print(MAGIC[0], len(MAGIC), MAGIC[1:], MAGIC + RAW, not _EMPTY)
