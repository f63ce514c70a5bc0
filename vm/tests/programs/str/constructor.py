# str() of every kind of value, and of nothing.
print(
    repr(str()), str(12), str(-1.5), str(None), str(True), str([1, "a"]), str((1,)), str({1: 2}), str("same"),
    str(b"raw"),
)


class Named:
    def __str__(self):
        return "a Named"

    def __repr__(self):
        return "Named()"


print(str(Named()), repr(Named()), [Named()], "%s %r" % (Named(), Named()))
