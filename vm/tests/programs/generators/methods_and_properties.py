# Methods, __iter__ and properties that are generators.
class Table:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        for r in self.rows:
            yield from r

    def column(self, n):
        for r in self.rows:
            yield r[n]

    @property
    def diagonal(self):
        for i, r in enumerate(self.rows):
            yield r[i]


t = Table([[1, 2], [3, 4]])
print(list(t), list(t.column(1)), list(t.diagonal), 3 in t, sum(t))
