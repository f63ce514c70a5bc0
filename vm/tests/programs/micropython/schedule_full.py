# The queue of schedule has room for so many calls; one more is refused, and those in it run in their order.
import micropython

order = []


def fill(n):
    # While one of them runs, the others wait.
    made = 0
    try:
        while True:
            micropython.schedule(order.append, made)
            made += 1
    except RuntimeError as e:
        order.append(str(e))
    order.append(made > 0)


micropython.schedule(fill, 0)
for i in range(100):
    pass
print(order[:4], len(order) > 4)
