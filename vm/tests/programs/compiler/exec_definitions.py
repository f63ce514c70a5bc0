# Classes, generators, closures and imports made by exec work afterwards.
exec(
    """
import math as m
class Made:
    def __init__(self, v): self.v = v
    def half(self): return m.floor(self.v / 2)
def gen(n):
    while n:
        n -= 1
        yield n
def outer(k):
    def inner(): return k * 2
    return inner
"""
)
print(Made(9).half(), list(gen(3)), outer(21)(), m.ceil(0.5))
for i in range(3):
    exec("v%d = %d" % (i, i * i))
print(v0, v1, v2)
