# Trailers of every kind chained on one expression.
class Node:
    def __init__(self, n):
        self.n = n
        self.items = [n, n + 1]

    def next(self, step=1):
        return Node(self.n + step)

    def __getitem__(self, key):
        return key

    def __call__(self, *args):
        return self if not args else args


node = Node(1)
print(node.next().n, node.next(2).next(step=3).n)
print(node.items[0], node.next().items[1], node()().n)
print(node[1:2].start, node["key"].upper(), node(4)[0], node(4, 5)[1:])
print([1, 2][0], (1, 2)[1], {1: 2}[1], "abc"[1].upper())
print([[1, 2], [3]][0][1], "a,b".split(",")[1].replace("b", "c"))
print({1, 2}.issubset({1, 2, 3}), b"ab"[0], (node).n, (node.next)().n)
