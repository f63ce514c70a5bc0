# An exception uncaught several calls down runs finally parts on its way out.
def inner():
    try:
        raise ValueError("nobody catches this")
    finally:
        print("finally of inner")


def outer():
    try:
        inner()
    except KeyError:
        print("wrong handler")
    finally:
        print("finally of outer")


outer()
