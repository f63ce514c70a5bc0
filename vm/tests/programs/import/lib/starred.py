# A module that names what import * takes.
__all__ = ["one", "_two"]
one = 1
_two = 2
three = 3
