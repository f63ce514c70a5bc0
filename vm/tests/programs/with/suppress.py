# A true value from __exit__ suppresses the exception.
class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        pass

    def __exit__(self, t, v, tb):
        return t is not None and issubclass(t, self.kinds)


with Suppress(ValueError, KeyError):
    {}["missing"]
    print("unreached")
print("after suppressed")
try:
    with Suppress(ValueError):
        [][1]
except IndexError:
    print("not suppressed")
