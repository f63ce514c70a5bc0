# Generator methods and __iter__ written as a generator.
class Tree:
    def __init__(self, value, *kids):
        self.value = value
        self.kids = kids

    def __iter__(self):
        yield self.value
        for kid in self.kids:
            yield from kid

    def leaves(self):
        if not self.kids:
            yield self
        for kid in self.kids:
            yield from kid.leaves()

    @staticmethod
    def repeat(x, n):
        for _ in range(n):
            yield x


t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), [x.value for x in t.leaves()], list(Tree.repeat("r", 2)))
print(sum(t), 3 in t, max(t), list(map(str, t)))
