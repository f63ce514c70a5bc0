# Names from a module are bound at the import statement, in order.
try:
    get
except NameError:
    print("not yet")
from lib.plain import get
from lib.plain import value as v, value as w

print(get(), v, w)
get = "rebound"
from lib.plain import get

print(get())
