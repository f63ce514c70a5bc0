# A body made only of hidden constants is an empty body.
from micropython import const


class Registers:
    _STATUS = const(1)
    _CONTROL = const(2)


def f():
    _A = const(3)


if True:
    _B = const(4)
for i in (1,): _C = const(5)
print(_STATUS, _CONTROL, _A, _B, _C, f(), Registers.__name__)
