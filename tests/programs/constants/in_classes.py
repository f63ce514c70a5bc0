# Constants of a class are attributes unless hidden, and substitute everywhere below.
from micropython import const


class Chip:
    STATUS = const(0x20)
    _CONTROL = const(0x21)
    MASK: int = const(STATUS | _CONTROL)

    def read(self, reg=_CONTROL):
        return STATUS, reg, self.STATUS, MASK


print(Chip.STATUS, hasattr(Chip, "_CONTROL"), Chip.MASK)
print(Chip().read(), STATUS, _CONTROL)
print("STATUS" in globals())
