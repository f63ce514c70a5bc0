# Dots: attributes, floats and the ellipsis.
print(..., Ellipsis is ...)
x = ...
print(x is ..., [...], (..., 1))


def stub(): ...


class Later: ...


print(stub(), Later.__name__)
print(1 .__class__ is int, 1.0 .__class__ is float, 1. .__class__ is float)
text = "a.b"
print(text . split ( "." ) [ 0 ])
print({...: 1}[...])
