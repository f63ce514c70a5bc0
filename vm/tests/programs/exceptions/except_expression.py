# The class in an except clause may be any expression, evaluated when needed.
def kinds(label, *k):
    print("look at", label)
    return k


try:
    raise KeyError
except kinds("first", ValueError, TypeError):
    print("first")
except kinds("second", KeyError):
    print("second")
except kinds("third"):
    print("third")
try:
    pass
except kinds("never"):
    pass
