# A subclass of dict with a fallback for missing keys and counted writes.
class Counter(dict):
    def __init__(self, *a):
        super().__init__(*a)
        self.writes = 0

    def __getitem__(self, k):
        return self.get(k, 0)

    def __setitem__(self, k, v):
        self.writes += 1
        super().__setitem__(k, v)


c = Counter({"z": 5})
for ch in "banana":
    c[ch] += 1
print(c["a"], c["n"], c["q"], c["z"], c.writes, len(c), isinstance(c, dict), "b" in c, sorted(c.items()))
