# Classes inside classes and functions, with closures.
class Tree:
    class Node:
        def __init__(self, v, *kids):
            self.v = v
            self.kids = kids

        def total(self):
            return self.v + sum(k.total() for k in self.kids)

    def build(self):
        N = self.Node
        return N(1, N(2), N(3, N(4)))


print(Tree().build().total(), Tree.Node.__name__)


def make(step):
    class Counter:
        def __init__(self):
            self.n = 0

        def next(self):
            self.n += step
            return self.n

    return Counter


a, b = make(2)(), make(5)()
a.next()
print(a.next(), b.next(), type(a) is type(b))
