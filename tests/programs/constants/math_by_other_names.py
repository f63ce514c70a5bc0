# math under other names is an ordinary module.
import math as m
from math import pi, e


class Holder:
    math = m


print(round(m.pi, 3), round(pi + e, 3), round(Holder.math.pi, 3))
print(m.inf > 1, Holder.math.e == e)
