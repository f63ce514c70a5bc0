# Names that a module does not have.
try:
    from math import no_such_name
except ImportError:
    print("no name")
try:
    from math import floor, no_such_name as x
except ImportError:
    print("second missing", floor(1.5))
try:
    import math.deeper
except ImportError:
    print("not a package")
try:
    from sys.inner import (a, b as c,)
except ImportError:
    print("no inner")
try:
    import os as o, no_such as n
except ImportError:
    print("first kept", o.__name__)
