# Constants inside formatted strings.
from micropython import const

_WIDTH = const(6)
NAME = const("pump")
_RATE = const(1.5)

print(f"{NAME}:{_WIDTH}:{_RATE}")
print(f"{NAME!r} {_WIDTH + 1} {_WIDTH:04d} {_RATE:.2f} {NAME=}")
print(f"{(_WIDTH, NAME)}", f"{NAME[0]}", f"{_WIDTH if NAME else 0}")
