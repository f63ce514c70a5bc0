# The messages for objects used in a way their type does not allow.
class K:
    pass


def put(o):
    o[0] = 1


def drop(o):
    del o[0]


for o in (5, None, K(), "s", (1,)):
    for f in (lambda: o(), lambda: [x for x in o] and None, lambda: put(o), lambda: drop(o), lambda: len(o) and None):
        try:
            f()
        except TypeError as e:
            print(e)
for f in (lambda: 5[0], lambda: None["k"], lambda: K()[1], lambda: next(5), lambda: iter(None)):
    try:
        f()
    except TypeError as e:
        print(e)
