# Several managers enter left to right and exit right to left.
class M:
    def __init__(self, n, swallow=False):
        self.n, self.swallow = n, swallow

    def __enter__(self):
        print("enter", self.n)
        return self.n

    def __exit__(self, t, v, tb):
        print("exit", self.n, t)
        return self.swallow


with M(1) as a, M(2) as b, M(3):
    print(a, b)
with M("outer"), M("inner", True):
    raise ValueError
print("suppressed by the inner one")
