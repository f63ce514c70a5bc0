# What is reachable survives a collection, through every kind of container.
import gc

root = {"list": [1, [2]], "tuple": (3, (4,)), "set": {5}, "bytes": b"6" * 3, "array": bytearray(b"789")}


def make():
    held = ["closure"] * 2
    return lambda: held


f = make()


class Node:
    def __init__(self, other):
        self.other = other


n = Node(Node(Node(None)))


def gen():
    l = ["generator local"]
    yield l
    yield l


g = gen()
next(g)
for _ in range(3):
    gc.collect()
    junk = [str(i) * 3 for i in range(20)]
print(root["list"], root["tuple"], root["set"], root["bytes"], root["array"], f(), n.other.other.other, next(g))
