# Loops over range with starred, keyword and generator arguments.
def f(a, k):
    for i in range(*a): pass
    for i in range(*a, 5): pass
    for i in range(1, *a): pass
    for i in range(*a, 5, 1): pass
    for i in range(1, 2, *a): pass
    for i in range(**k): pass
    for i in range(1, **k): pass
    for i in range(stop=5): pass
    for i in range(1, stop=5): pass
    for i in range(x for x in a): pass
    for i in range(1, (x for x in a)): pass
    for i in range(a := 1, 5): pass
    for i in range(0, a := 5): pass
    for i in range(0, a, 1 << 40): pass
    for i in range(0, 1 << 40, 1): pass
    for i in range(1.5): pass
    for i in range(0, a, -0): pass
    for i in range.start: pass
    for i in range[0]: pass
    for i in range: pass
    for i in range(1)(2): pass
    for i.j in range(3): pass
    for (i) in range(3): pass
    for i in (range(3)): pass
