# print_exception of an exception that was never raised has no frames.
import sys, io

for e in (ValueError("x"), KeyError(), Exception(1, 2)):
    s = io.StringIO()
    sys.print_exception(e, s)
    print(repr(s.getvalue()))
