# The messages of imports that fail.
def missing():
    import no_such_module


def dotted():
    import no_such.module


def name():
    from math import no_such_name


for f in (missing, dotted, name):
    try:
        f()
    except ImportError as e:
        print(e)
