# A class with __iter__ and __next__ works everywhere an iterable does.
class Down:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(
    list(Down(3)), sum(Down(4)), tuple(Down(2)), max(Down(5)), [x for x in Down(2)], 1 in Down(3),
    dict(zip("ab", Down(2)))["a"],
)
a, b = Down(2)
print(a, b, sorted(Down(3)), "-".join(str(x) for x in Down(3)), list(map(lambda x: -x, Down(2))), next(Down(9)))
for x in Down(2):
    for y in Down(2):
        print(x, y, end=" ")
print()
