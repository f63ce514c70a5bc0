# A yield that never runs still makes a generator.
def never():
    if 0:
        yield


def after_return():
    return 5
    yield 1


def dead_while():
    while False:
        yield 2


print(list(after_return()), type(after_return()) is type(x for x in ()))
print(callable(never), callable(dead_while))
