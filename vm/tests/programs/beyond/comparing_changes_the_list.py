# A list that items empty while it is compared or searched ends there.
class Item:
    def __eq__(self, other):
        items.clear()
        return False


for f in (
    lambda: items == [1] * 9, lambda: items.count(1), lambda: 1 in items, lambda: items.index(1),
    lambda: items.remove(1), lambda: items != [1] * 9,
):
    items = [Item() for _ in range(9)]
    try:
        print(f(), items)
    except ValueError as e:
        print(e, items)
