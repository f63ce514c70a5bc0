# A generator that yields again when closed makes close raise RuntimeError.
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


def polite():
    try:
        yield 1
    except GeneratorExit:
        return


def breaking():
    try:
        yield 1
    except GeneratorExit:
        raise ValueError("while closing")


for f in (stubborn, polite, breaking):
    a = f()
    next(a)
    try:
        print(f.__name__, a.close())
    except Exception as e:
        print(f.__name__, type(e).__name__)
