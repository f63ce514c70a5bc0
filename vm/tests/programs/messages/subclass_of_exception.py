# What an exception cannot do is said of its own class.
class Failure(ValueError):
    pass


def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print(e)


failure = Failure(1)
attempt(lambda: failure[0])
attempt(lambda: len(failure))
attempt(lambda: -failure)
attempt(lambda: list(failure))


def store():
    failure[0] = 1


attempt(store)


class Table(dict):
    pass


attempt(lambda: -Table())
attempt(lambda: abs(failure))
