# What __init__ returns is refused where the class was called: not in __init__, whose handlers do not see it.
import io
import sys


class Handles:
    def __init__(self):
        try:
            return 5
        except TypeError:
            print("must not be here")


class Finishes:
    def __init__(self):
        try:
            return [1]
        finally:
            print("finally")


for kind in Handles, Finishes:
    try:
        kind()
    except TypeError as e:
        out = io.StringIO()
        sys.print_exception(e, out)
        print(out.getvalue().count('  File "'), e)
