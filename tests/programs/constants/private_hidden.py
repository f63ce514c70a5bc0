# A constant whose name begins with an underscore leaves no global.
from micropython import const

PUBLIC = const(1)
_PRIVATE = const(2)
__DOUBLE = const(3)
_ = const(4)


def f():
    _LOCAL = const(5)
    SHOWN = const(6)
    return _LOCAL + SHOWN


print(PUBLIC, _PRIVATE, __DOUBLE, _, f())
print("PUBLIC" in globals(), "_PRIVATE" in globals(), "__DOUBLE" in globals(), "_" in globals())
print(_LOCAL, SHOWN, "SHOWN" in globals())
