# A list that changes its length while it is sorted is an error; one that does not is only in some order.
class Item:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        action()
        return self.number < other.number


def grow():
    items.append(Item(0))


def swap():
    items[0], items[-1] = items[-1], items[0]


for action in (grow, lambda: items.pop(), lambda: items.clear(), swap):
    items = [Item(i * 7 % 31) for i in range(31)]
    try:
        items.sort()
        print(sorted(item.number for item in items) == list(range(31)))
    except ValueError as e:
        print(e)
items = [3, 1, 2]
try:
    items.sort(key=lambda item: items.clear())
except ValueError as e:
    print(e, items)
