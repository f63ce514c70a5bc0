# None, booleans and the ellipsis as constants.
from micropython import const

NOTHING = const(None)
YES = const(True)
NO = const(False)
REST = const(...)
_DEBUG = const(False)

print(NOTHING, YES, NO, REST)
if _DEBUG:
    print("dropped")
if YES and not NO:
    print("kept")
print(NOTHING is None, REST is ..., YES + 1, not _DEBUG, (YES, NO, NOTHING, REST))
while NO:
    print("never")
