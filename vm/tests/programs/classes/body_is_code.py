# A class body runs as code once, in its own namespace.
print("before")


class C:
    print("in body")
    values = []
    for i in range(3):
        values.append(i * 10)
    total = sum(values)
    if total > 20:
        big = True

    def get(self):
        return self.total

    alias = get


print(C.values, C.total, C.big, C.i, C().alias())
