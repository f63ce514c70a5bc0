# close raises GeneratorExit at the yield and runs finally.
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("GeneratorExit seen")
        raise
    finally:
        print("finally")


a = g()
next(a)
print(a.close(), next(a, "closed"))
b = g()
b.close()
print(next(b, "closed before it started"))
a.close()
c = g()
list(c)
print(c.close())
