# The names of fields are a text, a tuple or a list; a named tuple is neither.
from collections import namedtuple

Pair = namedtuple("Pair", "a b")
print(namedtuple("X", ("c", "d"))(1, 2), namedtuple("X", ["e"])(3))
try:
    namedtuple("X", Pair("c", "d"))
except TypeError as e:
    print(e)
