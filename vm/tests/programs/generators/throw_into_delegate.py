# What is thrown at a generator that delegates to an object without throw() is raised where it delegates, and has to be an
# exception or a class of them.
class Numbers:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def delegating():
    yield from Numbers()


for thrown in (123, None, "text", ValueError, ValueError(7), int):
    generator = delegating()
    next(generator)
    try:
        print("yielded", generator.throw(thrown))
    except Exception as error:
        print(type(error), error.args)
