# The text of templates and interpolations.
a = 1
print(t"x{a!r:>2}y")
print([t""], str(t"{a}") == repr(t"{a}"))
