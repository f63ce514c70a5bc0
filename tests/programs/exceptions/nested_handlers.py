# Exceptions raised and handled inside handlers.
def f(depth):
    try:
        raise ValueError(depth)
    except ValueError as e:
        try:
            raise KeyError(e.args[0] + 1)
        except KeyError as e2:
            try:
                if depth:
                    raise
                return f(depth + 1), e2.args
            except KeyError as e3:
                return "reraised", e3.args
            finally:
                print("finally", depth)


print(f(0))


def g():
    try:
        try:
            raise ValueError("lost")
        finally:
            raise KeyError("kept")
    except Exception as e:
        return type(e).__name__


def h():
    try:
        raise ValueError
    except ValueError:
        pass
    try:
        raise
    except RuntimeError:
        return "nothing to raise"


print(g(), h())
