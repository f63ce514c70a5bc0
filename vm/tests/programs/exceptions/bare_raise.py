# A bare raise re-raises the exception being handled.
def f():
    try:
        raise ValueError("original")
    except ValueError:
        print("handling")
        raise


try:
    f()
except ValueError as e:
    print(e)


def inner_handled():
    try:
        raise ValueError("outer one")
    except ValueError:
        try:
            raise KeyError("inner one")
        except KeyError:
            pass
        raise


try:
    inner_handled()
except Exception as e:
    print(type(e).__name__, e)
