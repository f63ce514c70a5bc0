# exc_info tells the exception that is being handled.
import sys

print(sys.exc_info())


def inside():
    return sys.exc_info()[1].args


try:
    raise ValueError("first")
except ValueError:
    print(sys.exc_info()[:2], inside())
    try:
        raise KeyError("second")
    except KeyError:
        print(sys.exc_info()[:2])
print(sys.exc_info()[0] is None)
