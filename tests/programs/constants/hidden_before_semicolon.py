# A hidden constant that a semicolon follows still marks its line.
from micropython import const

first = 1
_HIDDEN = const(2);
_TEXT = const("");
print(first, _HIDDEN, repr(_TEXT))
