# A name used above its constant is looked up at run time.
from micropython import const


def early():
    return LATER, type(LATER)


def early_private():
    try:
        return _LATER
    except NameError:
        return "no name"


LATER = const("value")
_LATER = const(7)


def late():
    return LATER, _LATER


print(early(), early_private(), late())
