# Modules take and lose attributes; missing ones raise AttributeError.
import lib.plain as m

m.added = "new"
print(m.added, hasattr(m, "value"), type(m), m.__dict__["added"])
del m.added
try:
    m.added
except AttributeError:
    print("AttributeError")
try:
    del m.added
except KeyError:
    print("KeyError on deleting")
setattr(m, "value", 99)
print(m.get(), sorted(n for n in dir(m) if not n.startswith("_")))
