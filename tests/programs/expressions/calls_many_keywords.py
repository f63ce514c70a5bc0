# A call with very many keyword arguments.
def f(**kw):
    return len(kw), sum(kw.values())


class C:
    def m(self, *args, **kw):
        return len(args), len(kw)


print(f(a0=0, a1=1, a2=2, a3=3, a4=4, a5=5, a6=6, a7=7, a8=8, a9=9, b0=0, b1=1, b2=2, b3=3, b4=4))
print(C().m(0, 1, 2, 3, *(4, 5), a0=0, a1=1, a2=2, a3=3, a4=4, a5=5, a6=6, a7=7, a8=8, **{"z": 1}))
print(f(**dict(a=1), b=2, **dict(c=3), d=4), C().m(*"ab", *"cd", 0, *[1]))
