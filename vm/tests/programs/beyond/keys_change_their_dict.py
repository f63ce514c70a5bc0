# Hashing and comparing keys may change the dict that they are looked up in: it stays whole.
class Key:
    def __init__(self, number, action):
        self.number, self.action = number, action

    def __hash__(self):
        self.action()
        return self.number % 5

    def __eq__(self, other):
        self.action()
        return self is other


def fill():
    d.clear()
    for i in range(20):
        d[i] = i


def drop():
    if d:
        d.popitem()


for action in (fill, drop, lambda: d.update(x=1)):
    d = {}
    for i in range(60):
        try:
            d[Key(i, action)] = i
            d.pop(Key(i, action), None)
            Key(i, action) in d
        except RuntimeError:
            pass
    d.clear()
    d["a"] = 1
    print(d, len(d))
