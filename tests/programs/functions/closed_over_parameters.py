# Parameters that become cells: plain, star, keyword-only, double star.
def f(a, *b, c, d=4, **e):
    def show():
        return a, b, c, d, sorted(e.items())

    def change():
        nonlocal a, b, c, d, e
        a, b, c, d, e = e, d, c, b, {"a": a}
    before = show()
    change()
    return before, c, d, e


print(f(1, 2, 3, c=5, z=6))


def g(x, y):
    y = lambda: x
    x += 1
    return y()


def h(x):
    del x
    x = 3
    return (lambda: x)()


print(g(1, 2), h(0))
