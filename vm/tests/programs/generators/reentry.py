# A generator cannot be resumed while it is running.
def g():
    try:
        next(me)
    except ValueError:
        yield "ValueError"


me = g()
print(next(me))
