# Formatted strings that read locals, closed over names and attributes.
class P:
    x = 1
    text = f"{x}!"

    def __str__(self): return f"P<{self.x}>"
    def show(self, *, w=3): return f"{self.x:{w}}|{self}"


def outer(n):
    def inner(m): return f"{n}-{m}-{P.x}"
    return inner, lambda: f"{n=}", [f"{n}{i}" for i in range(2)]


inner, shown, listed = outer(7)
print(inner(8), shown(), listed, P.text, P(), P().show(w=5))
print(f"{outer(1)[0](2)}", f"{[i for i in (1, 2)]}", f"{max(i for i in (1, 3))}")
print(f"{dict(a=1)['a']}", f"{sorted({'k'})}")


def gen():
    x = f"{(yield 1)}:{(yield 2)}"
    yield x


g = gen()
print(next(g), g.send("a"), g.send("b"))
