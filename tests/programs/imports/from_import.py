# from imports: one name, several, renamed, in parentheses.
from math import floor
from math import ceil, sqrt as root
from struct import (pack)
from struct import (unpack, calcsize as size)
from collections import (
    namedtuple,
    OrderedDict as Ordered,
)
from micropython import const


def local():
    from math import pow as p, trunc
    from sys import (implementation,)
    return p(2, 3), trunc(1.5), implementation.name


print(floor(1.5), ceil(1.5), root(9.0), unpack("<H", pack("<H", 258)), size("I"))
print(namedtuple("P", ("x", "y"))(1, 2), list(Ordered([("a", 1)])), const(5))
print(local())
