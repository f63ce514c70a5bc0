# Unknown typecodes and items of the wrong kind.
import array


def kind(*a):
    try:
        return array.array(*a)
    except Exception as e:
        return type(e).__name__


print(kind("x"), kind("i", ["a"]), kind("i", [None]), kind("f", ["a"]), kind(1), kind())
print(
    kind("i"), kind("B", b"ab"), kind("B", bytearray(b"c")), kind("H", (1, 2)), kind("i", range(3)),
    kind("i", (x for x in (5, 6))),
)
