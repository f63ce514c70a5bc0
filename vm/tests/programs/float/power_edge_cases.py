# Powers with zero, one, nan and infinite operands.
inf = float("inf")
nan = float("nan")
print(0.0**0, 1.0**inf, nan**0, 1.0**nan, 2.0**-1, inf**0.5, inf**-1, 0.0**2)
print((-2.0) ** 3, (-2.0) ** -3, 0.5**inf, 2.0**inf, 2.0**-inf)
