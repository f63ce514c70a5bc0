# Unary operators, alone and stacked.
a = 5
print(+a, -a, ~a, not a)
print(--a, -+a, ~~a, -~a, ~-a, not not a, + + +a)
print(-a ** 2, (-a) ** 2, 2 ** -a, 2 ** -~a)
print(not a == 5, not (a == 5), -a.real if hasattr(a, "real") else -a)
f = 2.5
print(-f, +f, not f)
print(not [], not [0], not "", not None, not ...)
