# An exception thrown into a generator that has not begun comes from its first statement.
import sys


def count():
    x = 1
    yield x


def outer():
    yield from count()


for generator in (count(), outer()):
    try:
        generator.throw(ValueError("early"))
    except ValueError as e:
        sys.print_exception(e, sys.stdout)
    print(list(generator))
