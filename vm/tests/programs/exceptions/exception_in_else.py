# An exception in the else part is not caught by the handlers beside it.
try:
    try:
        pass
    except ValueError:
        print("wrong handler")
    else:
        raise ValueError("from else")
    finally:
        print("finally")
except ValueError as e:
    print("outer", e)
