# The in operator compares by identity or equality.
class Loud:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n)
        return isinstance(other, Loud) and self.n == other.n


l = [Loud(1), Loud(2), Loud(3)]
print(Loud(2) in l, Loud(9) in l)
print([] in [[]], 1 in [True], "a" not in ["b"])
