# What an object of a class that extends a native type can do without operators, and what messages name when it cannot.
import math


class Int(int):
    pass


class Float(float):
    pass


class Complex(complex):
    pass


class Bytes(bytes):
    pass


class Tuple(tuple):
    pass


class Problem(ValueError):
    pass


def tell(action):
    try:
        print(action())
    except (TypeError, ValueError) as e:
        print(e)


def delete(x):
    del x[0]


for x in Float(4.0), Complex(1j), Bytes(b"ab"), Tuple((1, 2)), Problem("p"), Int(4):
    print(type(x))
    if not isinstance(x, int):
        tell(lambda: len(x))
    tell(lambda: x())
    if isinstance(x, (int, float, complex, Problem)):
        tell(lambda: iter(x))
    tell(lambda: next(x))
    tell(lambda: abs(x))
    tell(lambda: -x)
    tell(lambda: divmod(x, 2))
    tell(lambda: math.sqrt(x))
    tell(lambda: float(x))
    tell(lambda: complex(x))
    tell(lambda: int(x) if not isinstance(x, bytes) else 0)
    tell(lambda: delete(x))
    tell(lambda: 1 in x)
    tell(lambda: True in x)
    tell(lambda: 2.5 in x)
    tell(lambda: None in x)
for number in 3, 2.5, True, 1 << 70:
    for item in 1, True, 2.5, 1j, 1 << 70, None, "a":
        tell(lambda: item in number)
