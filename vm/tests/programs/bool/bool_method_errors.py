# __bool__ is asked before __len__, and an exception in either one propagates.
class Both:
    def __bool__(self):
        print("bool")
        return True

    def __len__(self):
        print("len")
        return 0


class Bad:
    def __len__(self):
        raise ValueError("len failed")


print(bool(Both()), not Both())
try:
    if Bad():
        print("unreached")
except ValueError as e:
    print(e)
