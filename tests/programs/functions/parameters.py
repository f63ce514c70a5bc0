# Every kind of parameter, and all kinds at once.
def positional(a, b): return a, b
def defaults(a, b=1, c="c"): return a, b, c
def star(a, *rest): return a, rest
def bare(a, *, b): return a, b
def keyword_only(a, *, b=1, c, d=3): return a, b, c, d
def double(**kw): return sorted(kw.items())
def everything(a, b=1, *c, d, e=2, **f): return a, b, c, d, e, sorted(f)
def trailing(a, b=2,): return a, b
def star_comma(*args,): return args


print(positional(1, 2), positional(b=1, a=2))
print(defaults(0), defaults(0, 5), defaults(0, c=7))
print(star(1), star(1, 2, 3))
print(bare(1, b=2), keyword_only(1, c=2), keyword_only(1, b=5, c=2, d=6))
print(double(), double(x=1, y=2))
print(everything(0, d=1), everything(0, 9, 8, 7, d=1, e=0, g=1, h=2))
print(trailing(1), star_comma(1, 2))
