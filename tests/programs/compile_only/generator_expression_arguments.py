# A bare generator expression beside other arguments, which the grammar allows.
a = f(x for x in y, 1)
b = f(1, x for x in y)
c = f(x for x in y, z=1)
d = g.h(*a, x for x in y)
