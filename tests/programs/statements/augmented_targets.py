# Augmented assignment to attributes and items reads its target once.
calls = []


class Box:
    n = 1


def box():
    calls.append("box")
    return the_box


the_box = Box()
items = [1, 2, [3]]
box().n += 5
items[len(calls)] *= 10
items[2][0] -= 1
items[-1] += [4]
d = {"k": 7}
d["k"] //= 2
d["k"] **= 2
the_box.list = []
the_box.list += 1,
print(the_box.n, items, d, the_box.list, calls)
