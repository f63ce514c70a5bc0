# An object of a class that extends a native type leaves operators that the class does not have to what it extends: messages
# name that, `+=` is that of the native type, and reverse operators get the native object.
from collections import OrderedDict


class Int(int):
    pass


class Float(float):
    pass


class Str(str):
    pass


class Bytes(bytes):
    pass


class Tuple(tuple):
    pass


class List(list):
    def __add__(self, other):
        return "List.__add__"


class Dict(dict):
    pass


class Set(set):
    pass


class Problem(ValueError):
    pass


class Right:
    def __radd__(self, other):
        return "radd", type(other)

    def __ror__(self, other):
        return NotImplemented


class Plain:
    pass


def tell(action):
    try:
        result = action()
        print(sorted(result) if isinstance(result, (set, dict)) else result)
    except (TypeError, ValueError) as e:
        print(e)


def add(a, b):
    a += b
    return a


def either(a, b):
    a |= b
    return a


def made():
    return [
        Int(3),
        Float(2.5),
        Str("a"),
        Bytes(b"a"),
        Tuple((1,)),
        List([1]),
        Dict({1: 2}),
        Set({1}),
        Problem(1),
        1,
        2.5,
        "a",
        b"a",
        (1,),
        [1],
        {1: 2},
        {1},
        True,
        None,
    ]


for i in range(len(made())):
    for j in range(len(made())):
        a = made()[i]
        b = made()[j]
        names = {type(a), type(b)}
        if names == {str, bytes} or names == {Str, bytes} or names == {str, Bytes} or names == {Str, Bytes}:
            continue
        print(type(a), type(b))
        tell(lambda: a + b)
        tell(lambda: a | b)
        tell(lambda: a * b)
        tell(lambda: a < b)
        tell(lambda: a == b)
        tell(lambda: a != b)
        tell(lambda: a in b)
        tell(lambda: add(made()[i], b))
        tell(lambda: either(made()[i], b))
    tell(lambda: a + Right())
    tell(lambda: a | Right())
    tell(lambda: divmod(a, Plain()))
