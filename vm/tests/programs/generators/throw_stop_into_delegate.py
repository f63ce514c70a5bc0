# StopIteration thrown at a generator that delegates is raised there, and so becomes RuntimeError.
def delegating():
    yield from range(2)
    print("went on")


for thrown in (StopIteration, StopIteration(5)):
    generator = delegating()
    next(generator)
    try:
        generator.throw(thrown)
    except RuntimeError as error:
        print(error)
