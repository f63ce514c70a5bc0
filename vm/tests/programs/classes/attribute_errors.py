# Reading, deleting and setting attributes that do not exist.
class C:
    x = 1


c = C()


def delete_missing():
    del c.nope


def delete_class_attr():
    del c.x


for f in (
    lambda: c.nope, lambda: C.nope, delete_missing, delete_class_attr, lambda: (5).nope, lambda: "".nope,
    lambda: None.nope, lambda: len.nope, lambda: C().m(),
):
    try:
        f()
        print("no error")
    except AttributeError:
        print("AttributeError")
for o in (5, "", [], (), None, object()):
    try:
        o.new = 1
        print("set")
    except AttributeError:
        print("AttributeError")
