# Instances as keys use their __hash__ and __eq__.
class Mod:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 5

    def __eq__(self, other):
        return self.n % 5 == other.n % 5


d = {Mod(1): "one", Mod(2): "two"}
print(d[Mod(6)], Mod(12) in d, Mod(3) in d)
d[Mod(11)] = "eleven"
print(len(d), d[Mod(1)])
plain = type("Plain", (), {})
p, q = plain(), plain()
e = {p: 1, q: 2}
print(e[p], e[q], len(e))
