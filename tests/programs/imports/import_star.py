# from ... import * binds a module's public names.
from math import *
from struct import *

print(floor(2.7), sqrt(16.0), calcsize("<I"), round(pi, 2))
print(unpack("<B", pack("<B", 7)), "ceil" in globals())
