# import of one or several modules, with and without new names.
import sys
import math, struct
import os as operating_system, time as clock
import io as i, errno

print(math.floor(2.5), struct.calcsize("<HB"), errno.ENOENT)
print(i.StringIO("text").read(), hasattr(operating_system, "getcwd"), hasattr(clock, "time"))


def local():
    import math as m, struct
    import sys as s
    return m.ceil(1.5), struct is globals()["struct"], s is sys


class C:
    import math


print(local(), C.math.sqrt(4.0))
