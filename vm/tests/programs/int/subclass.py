# A subclass of int keeps arithmetic with plain ints, but not between two of its own.
class Steps(int):
    def double(self):
        return self * 2


s = Steps(21)
print(s + 1, s.double(), s == 21, isinstance(s, int), isinstance(s, Steps))
print(type(s) is Steps, type(s + 0) is int, -s, s * 2, s < 30, s // 4)
print(Steps("ff", 16) + 0, list(range(Steps(3) + 0)))
try:
    print(s + s)
except TypeError:
    print("TypeError")
