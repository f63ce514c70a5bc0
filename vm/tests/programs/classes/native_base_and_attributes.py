# Instances of classes derived from builtins have attributes of their own.
class L(list):
    tag = "class tag"

    def __init__(self, *a):
        super().__init__(*a)
        self.note = "note"

    def __len__(self):
        return 1000


l = L([1, 2])
l.tag = "own tag"
print(l.note, l.tag, L.tag, len(l), l[1], list.__len__ if hasattr(list, "__len__") else "no list.__len__")


class D(dict):
    def __missing__(self, k):
        return "missing " + k


d = D(a=1)
try:
    print(d["a"], d["b"])
except KeyError:
    print("KeyError")
