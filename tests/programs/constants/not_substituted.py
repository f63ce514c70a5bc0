# Places where a name equal to a constant's is left alone.
from micropython import const

LEVEL = const(3)


class Tank:
    pass


tank = Tank()
tank.LEVEL = 5
print(tank.LEVEL, LEVEL)


def f(LEVEL=7):
    return LEVEL


def g():
    global LEVEL
    return LEVEL


print(f(1), g())
try:
    raise ValueError("LEVEL")
except ValueError as LEVEL:
    print("handled", LEVEL)
print("LEVEL" in globals())
import math as LEVEL
from math import floor as LEVEL
print(globals()["LEVEL"](1.5), LEVEL)
