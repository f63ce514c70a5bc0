# The methods behind len, in, subscripts, del and iteration.
class Box:
    def __init__(self):
        self.d = {}

    def __len__(self):
        return len(self.d)

    def __contains__(self, k):
        print("contains", end=" ")
        return k in self.d

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(sorted(self.d))


b = Box()
b["x"], b["y"], b["z"] = 1, 2, 3
b["x"] += 10
del b["y"]
print(len(b), "x" in b, "y" not in b, b["x"], bool(b), list(b))
