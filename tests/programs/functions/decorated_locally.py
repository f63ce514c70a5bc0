# Decorators inside functions and classes, with closed over names.
def outer(n):
    def times(f):
        return lambda x: f(x) * n

    @times
    def f(x):
        return x + n

    class C:
        @times
        def g(x):
            return x - n
    return f(2), C.g(2)


def keep(cls):
    kept.append(cls.__name__)
    return cls


kept = []


@keep
class A: pass


@keep
@keep
class B(A):
    def m(self): return "m"


print(outer(10), kept, B().m())
