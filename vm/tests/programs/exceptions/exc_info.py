# sys.exc_info gives the exception being handled, and nothing outside.
import sys

print(sys.exc_info())
try:
    raise ValueError("v")
except ValueError:
    t, v, tb = sys.exc_info()
    print(t, v.args)
