# How lists, None and instances go through format.
class Temp:
    def __str__(self):
        return "20C"

    def __repr__(self):
        return "Temp(20)"


print("{} {!r} {!s}".format(Temp(), Temp(), Temp()))
print("{} {} {}".format([1, "a"], None, (2,)))
print("{:>6}|{:<6}|".format(str(Temp()), "ab"))
