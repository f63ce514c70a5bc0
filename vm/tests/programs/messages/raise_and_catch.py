# The messages of raise and except used with the wrong things.
def catch(what):
    try:
        raise ValueError
    except what:
        pass


def bare():
    raise


def raise_(x):
    raise x


for f in (lambda: raise_(5), lambda: raise_(int), lambda: raise_("text"), bare):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
