# Arguments by position, by name, and mixed.
def f(a, b, c=3, d=4):
    return (a, b, c, d)


print(f(1, 2), f(1, b=2), f(a=1, b=2), f(b=1, a=2), f(1, 2, d=5), f(1, 2, 9), f(d=0, c=0, b=0, a=0))
