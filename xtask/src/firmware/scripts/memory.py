# Memory that runs out in every way, and is there again.
import gc
import micropython

kept = []
try:
    while True:
        kept.append(bytearray(1000))
except MemoryError:
    kept = None
gc.collect()
try:
    text = "x"
    while True:
        text += text
except MemoryError as error:
    text = None
    print(error)
try:
    number = 3
    while True:
        number *= number
except MemoryError:
    number = 0
try:
    table = {}
    for key in range(10**6):
        table[key] = (key, str(key))
except MemoryError:
    table = None
gc.collect()


def deep(n):
    try:
        return [deep(n + 1)]
    finally:
        n += 1


try:
    deep(0)
except RuntimeError as error:
    print(error)


class Node:
    def __init__(self, next):
        self.next = next

    def __repr__(self):
        return "Node(%r)" % (self.next,)


chain = None
for _ in range(1000):
    chain = Node(chain)
try:
    print(chain)
except RuntimeError as error:
    print(error)
nested = []
for _ in range(3000):
    nested = [nested]
try:
    print(nested == [nested], str(nested)[:10], hash((nested,)))
except (RuntimeError, TypeError) as error:
    print(error)
print(gc.mem_free() > 100000)
