# Parameter lists that the grammar allows and Python does not.
def f(*): pass
def g(a, *): pass
def h(*, **k): pass
def k(a=1, *, b): pass


m = lambda *: 0
n = lambda a, *, **b: 0
