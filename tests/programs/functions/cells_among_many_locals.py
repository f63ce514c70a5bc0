# A few cells among dozens of locals.
def f():
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 0
    b0 = b1 = b2 = b3 = b4 = b5 = b6 = b7 = b8 = b9 = 1
    c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = 2
    d0 = d1 = d2 = d3 = d4 = d5 = d6 = d7 = d8 = d9 = 3
    c9 += d9

    def g():
        nonlocal a0, d0
        a0 += d0
        d0 = c0 + b0
        return a0, d0
    del b9
    return g(), g(), a0, c9, a1 + a2 + a3 + b1 + b2 + c1 + c2 + d1, d8 + d7 + c8 + c7 + b8


print(f())
