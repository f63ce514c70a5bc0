# Constants as dictionary keys, set members, subscripts and arguments.
from micropython import const

_ON = const(1)
_OFF = const(0)
_KEY = const("k")

names = {_ON: "on", _OFF: "off", _KEY: _KEY, (_ON, _OFF): "pair"}
print(names[_ON], names[_OFF], names[_KEY], names[_ON, _OFF])
print({_ON, _ON}, [_ON, _OFF][_ON], "abc"[_ON:], "abc"[_OFF:_ON], range(_ON, 5)[_ON])
print(max(_ON, _OFF), dict(a=_ON), "{}".format(_KEY), "%d" % _ON, -_ON, ~_ON)
x = [_OFF] * 3
x[_ON] = _ON
x[_OFF] += _ON
print(x, _ON in x, _ON < 2 < 3, _ON and x, _OFF or _KEY)
