# Importing what does not exist is an ImportError.
def a():
    import no_such_module_anywhere


def b():
    import lib.no_such_submodule


def c():
    from lib.plain import no_such_name


def d():
    from lib import neither_module_nor_name


for f in (a, b, c, d):
    try:
        f()
        print("imported")
    except ImportError:
        print(f.__name__, "ImportError")
