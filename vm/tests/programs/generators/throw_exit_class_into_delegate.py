# GeneratorExit goes on in the outer generator even if the inner one has swallowed it, thrown as a class too.
def inner():
    try:
        yield 1
    except GeneratorExit:
        print("inner")


def outer():
    try:
        yield from inner()
    except GeneratorExit:
        print("outer")
    yield 2


for thrown in (GeneratorExit, GeneratorExit()):
    generator = outer()
    next(generator)
    print(generator.throw(thrown))
