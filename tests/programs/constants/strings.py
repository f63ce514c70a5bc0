# String constants, short and long.
from micropython import const

NAME = const("probe")
EMPTY = const("")
LONG = const("a string long enough that it is stored as an object")
JOINED = const("two " "parts")
_SECRET = const('hidden')
UNICODE = const("°C")
LINES = const("""one
two""")

print(NAME, EMPTY, LONG, JOINED, _SECRET, UNICODE, LINES)
print(NAME + "s", NAME[0], NAME.upper(), len(LONG), "%s!" % _SECRET)
print({NAME: 1}[NAME], NAME in ("probe",), NAME if NAME else EMPTY)
