# Truth of instances in if, while, not, and, or.
class Lives:
    def __init__(self, n):
        self.n = n

    def __bool__(self):
        return self.n > 0

    def __repr__(self):
        return "Lives(%d)" % self.n


l = Lives(2)
while l:
    print(l, end=" ")
    l.n -= 1
print(not l, l or "none", l and "some", Lives(1) and "some", "if" if l else "else")
