# __str__ and __repr__ in print, format, containers and conversions.
class OnlyRepr:
    def __repr__(self):
        return "<R>"


class OnlyStr:
    def __str__(self):
        return "S"


class Both(OnlyRepr):
    def __str__(self):
        return "B"


print(
    OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], OnlyStr(), Both(), [Both()], repr(Both()),
    "%s %r" % (Both(), Both()), f"{Both()} {Both()!r}",
)
print((OnlyRepr(),), {1: Both()})
