# Calls of const that are ordinary calls at run time.
import micropython
from micropython import const


class Bag:
    pass


x = 5
a = b = const(1)
bag = Bag()
bag.c = const(2)
d = const(3) + 1
e, f = const(4), const(5)
g = micropython.const(6)
h = [const(7)]
const(8)
print(const(x), a, b, bag.c, d, e, f, g, h)
print(const([1, 2]), const(const(9)))
x += const(1)
print(x)
