# A handler for a base class catches subclasses; the first that fits wins.
def which(e):
    try:
        raise e
    except (KeyError, IndexError):
        return "key or index"
    except LookupError:
        return "lookup"
    except ArithmeticError as x:
        return "arithmetic " + type(x).__name__
    except Exception:
        return "exception"
    except BaseException:
        return "base"


for e in (
    KeyError(), IndexError, LookupError(), ZeroDivisionError(), OverflowError(1), ValueError(), StopIteration(),
    KeyboardInterrupt(), SystemExit(3), GeneratorExit(),
):
    print(which(e))
