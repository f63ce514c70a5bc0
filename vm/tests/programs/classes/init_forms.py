# __init__ receives the call's arguments and must return None; a class without one ignores them.
class P:
    def __init__(self, x, y=2, *rest, z=3, **more):
        self.all = (x, y, rest, z, sorted(more))


print(P(1).all, P(1, 5, 6, 7).all, P(x=0, z=9, w=1).all)


class Bad:
    def __init__(self):
        return 5


class NoInit:
    pass


for f in (lambda: P(), lambda: Bad(), lambda: NoInit(1), lambda: NoInit(x=1)):
    try:
        f()
        print("made")
    except TypeError:
        print("TypeError")
