# Defaults are evaluated in the enclosing scope, closures see later changes.
def make(v):
    def f(a=v):
        return a, v

    v = "changed"
    return f


print(make("original")())


def kwdefaults(n):
    def g(*, k=n + 1, j=[]):
        j.append(k)
        return j

    return g


g = kwdefaults(5)
g()
print(g(k=0), kwdefaults(1)())
