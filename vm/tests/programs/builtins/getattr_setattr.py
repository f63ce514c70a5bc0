# getattr with a default, setattr, hasattr and delattr on instances and classes.
class Box:
    kind = "box"


b = Box()
setattr(b, "size", 3)
print(
    b.size, getattr(b, "size"), getattr(b, "kind"), getattr(b, "none", "default"), hasattr(b, "size"),
    hasattr(b, "nope"),
)
delattr(b, "size")
print(hasattr(b, "size"), getattr(b, "size", 0))
setattr(Box, "kind", "crate")
print(b.kind)
for f in (
    lambda: getattr(b, "none"), lambda: delattr(b, "none"), lambda: getattr(b, 5), lambda: setattr(1, "a", 2),
    lambda: getattr(b),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
