# A trailing comma is accepted after lambda parameters.
f = lambda a, b=2,: a + b
g = lambda *args,: args
h = lambda **kwargs,: sorted(kwargs)
print(f(1), g(1, 2), h(a=1, b=2))
print([x for x in range(5) if (lambda n: n % 2)(x)])
print([x for x in (0, 1, 2) if x or (lambda: 0)()])
