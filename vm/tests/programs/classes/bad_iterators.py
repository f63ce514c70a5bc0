# __iter__ returning something without __next__, or missing altogether.
class NoNext:
    def __iter__(self):
        return 5


class NoIter:
    pass


class StopEarly:
    def __iter__(self):
        raise ValueError("no iterating")


for c in (NoNext, NoIter, StopEarly):
    try:
        for x in c():
            print("iterated")
    except Exception as e:
        print(c.__name__, type(e).__name__)
