# Calls that unpack several sequences and mappings in any mix.
def f(*a, **k):
    return a, sorted(k.items())


l = [1, 2]
d = {"x": 1, "y": 2}
print(f(*l), f(*l, 3), f(0, *l), f(*l, *l), f(*"ab", *(), *range(2)))
print(f(**d), f(**d, z=3), f(w=0, **d), f(*l, **d), f(1, *l, k=0, **d), f(**{"a": 1}, **{"b": 2}))
print(f(*(i for i in range(3))), f(*{"only": 1}), f(*[], **{}))
