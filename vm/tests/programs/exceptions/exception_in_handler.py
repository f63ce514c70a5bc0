# An exception in a handler goes out, past the sibling handlers.
def f():
    try:
        1 // 0
    except ZeroDivisionError:
        [][0]
    except IndexError:
        print("sibling must not run")
    finally:
        print("finally")


try:
    f()
except IndexError:
    print("IndexError")
