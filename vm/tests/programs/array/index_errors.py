# Indexes out of range and unsupported deletes.
import array

a = array.array("h", [1, 2])


def delete():
    del a[0]


for f in (lambda: a[2], lambda: a[-3], lambda: a["0"], delete, lambda: a.append("x"), lambda: array.array("h").pop()):
    try:
        f()
        print("ok", a)
    except Exception as e:
        print(type(e).__name__)
