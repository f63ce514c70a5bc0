# The matrix operator calls __matmul__, alone and in its augmented form.
class Vector:
    def __init__(self, *items):
        self.items = items

    def __matmul__(self, other):
        if isinstance(other, int):
            return Vector(*(a * other for a in self.items))
        return sum(a * b for a, b in zip(self.items, other.items))


v = Vector(1, 2, 3)
w = Vector(4, 5, 6)
print(v @ w, v @ w + 1, 2 * (v @ w))
v @= 10
print(v.items)
