# raise: bare, a class, an instance, from another.
def attempt(f):
    try:
        f()
    except Exception as e:
        return type(e).__name__, e.args


def bare():
    try:
        raise KeyError("first")
    except KeyError:
        raise


def chained():
    try:
        raise KeyError
    except KeyError as e:
        raise ValueError("second") from e


def from_none():
    raise ValueError("third") from None


def of_class(): raise OSError
def of_instance(): raise OSError(1, 2)
def of_expression(): raise (TypeError if attempt else OSError)("x")
def not_exception(): raise 5
def no_active(): raise


for f in (bare, chained, from_none, of_class, of_instance, of_expression, not_exception, no_active):
    print(attempt(f))
