# yield inside try, except, else, finally and with.
class Guard:
    def __enter__(self):
        print("enter")
        return 5

    def __exit__(self, *args):
        print("exit", args[0])
        return True


def f(fail):
    with Guard() as x:
        try:
            yield "try"
            if fail:
                raise fail
        except ValueError:
            yield "except"
        else:
            yield "else"
        finally:
            yield "finally"
        yield x
    yield "end"


for fail in (None, ValueError(), KeyError):
    print(list(f(fail)))


def early():
    for i in range(3):
        try:
            yield i
            if i == 1:
                return
        finally:
            yield "cleanup"


print(list(early()))
