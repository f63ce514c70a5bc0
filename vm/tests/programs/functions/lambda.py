# Lambdas with every parameter form.
print(
    (lambda: 5)(), (lambda x: x + 1)(2), (lambda x, y=2: x * y)(3), (lambda *a: a)(1, 2),
    (lambda **k: sorted(k))(b=1, a=2), (lambda x, *, k: x + k)(1, k=2),
)
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, abs)(-5), (lambda x: (yield x))(3).__next__(), sorted([3, -4, 1], key=lambda v: -v))
print((lambda n: (lambda f: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))(6))
