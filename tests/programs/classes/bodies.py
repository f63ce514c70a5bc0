# What a class body may hold.
class Empty: pass
class Parens(): x = 1


class Body:
    "docstring"
    a = 1
    b, c = a + 1, a + 2
    for i in range(3):
        a += i
    if a > 3:
        big = True
    else:
        big = False
    try:
        d = 1 // 0
    except ZeroDivisionError:
        d = "caught"
    items = [x * 2 for x in (1, 2)]
    print("in body", a)

    def f(self): return self.a
    g = f
    h = lambda self, x=b: (self.c, x)
    import sys
    from sys import implementation as imp

    class Nested: y = 5
    z = Nested.y
    with_default = lambda: None


b = Body()
print(Empty.__name__, Parens.x, b.a, b.b, b.big, b.d, b.items, b.f(), b.g(), b.h(), b.z)
print(b.imp is b.sys.implementation, Body.i)
