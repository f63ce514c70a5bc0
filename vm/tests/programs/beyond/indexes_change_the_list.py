# An index whose `__int__` empties the list is out of range, or cut off.
class Index:
    def __int__(self):
        items.clear()
        return 3


def store():
    items[Index()] = 7


def store_slice():
    items[Index():] = [7, 8]


def delete():
    del items[Index()]


for f in (
    lambda: items[Index()], lambda: items[Index():], lambda: items[: Index() : 2], lambda: items.pop(Index()),
    lambda: items.insert(Index(), 7), store, store_slice, delete,
):
    items = list(range(9))
    try:
        print(f(), items)
    except IndexError as e:
        print(e, items)
