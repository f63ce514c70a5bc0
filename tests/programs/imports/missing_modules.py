# Imports of modules that do not exist, in every form.
def report(e):
    print(type(e).__name__, end=" ")


try:
    import no_such_module
except ImportError as e:
    report(e)
try:
    import no_such.inner.module
except ImportError as e:
    report(e)
try:
    import no_such.inner as renamed, math
except ImportError as e:
    report(e)
try:
    from no_such import anything
except ImportError as e:
    report(e)
try:
    from no_such.inner import a as b, c
except ImportError as e:
    report(e)
