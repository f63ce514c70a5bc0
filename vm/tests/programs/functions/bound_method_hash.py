# Bound methods that are equal have one hash.
class A:
    def f(self):
        pass

    def g(self):
        pass


a, b = A(), A()
print(hash(a.f) == hash(a.f), hash(a.f) == hash(a.g), hash(a.f) == hash(b.f))
print(len({a.f, a.f, b.f}), {a.f: 1}.get(a.f))
