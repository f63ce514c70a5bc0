# __iadd__ and __isub__ are preferred to the plain methods, and may return anything.
class I:
    def __init__(self):
        self.log = []

    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self

    def __isub__(self, o):
        return "replaced by isub"

    def __add__(self, o):
        return "plain add"

    __sub__ = __add__


i = j = I()
i += 1
print(i is j, i.log, i + 1)
i -= 3
print(i, j.log)
