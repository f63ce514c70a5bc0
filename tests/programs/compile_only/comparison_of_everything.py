# Calls, lambdas and conditions as operands of every comparison.
a = f() < g() in [lambda: 1] not in h() is not None
b = not f() is g() == (h if f else g) != (not f) >= -g
c = (f < g) > h, f < (g > h), not f not in g
