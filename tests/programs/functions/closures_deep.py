# Closures through several levels, passing variables along.
def a(x):
    def b(y):
        def c(z):
            def d(w=x):
                nonlocal x, y
                x += 1
                y += z
                return w, x, y, z
            return d
        return c
    return b


d = a(1)(2)(3)
print(d(), d(), d(9))


def outer(n):
    def skip():
        def inner():
            return n
        return inner
    n *= 2
    return skip()()


print(outer(4))


def mutual():
    def even(n): return n == 0 or odd(n - 1)
    def odd(n): return n != 0 and even(n - 1)
    return even(10), odd(7)


print(mutual())
