# The text of nested and self-containing containers.
l = [1, "two", [3.0, (4,)], {"k": [b"5"]}, None, True]
print(l, str(l) == repr(l), [], [[]], [()])
