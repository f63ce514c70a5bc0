# Annotated constants.
from micropython import const

PORT: int = const(8080)
_HOST: str = const("localhost")
RATIO: "float" = const(0.5)
TABLE: tuple[int, ...] = const((1, 2))


class Config:
    DEPTH: int = const(3)


print(PORT, _HOST, RATIO, TABLE, Config.DEPTH, DEPTH)
print("PORT" in globals(), "_HOST" in globals())
