# Generator expressions are lazy except for their first iterable.
def source(name):
    print("make", name)
    return [1, 2, 3]


g = (x * 2 for x in source("outer") if x != 2)
print("not run yet")
print(list(g), list(g))
print(sum(x for x in range(5)), max(len(w) for w in ("a", "bbb")), "".join(c for c in "abc" if c > "a"))
h = ((a, b) for a in range(2) for b in source("inner"))
print(next(h))
n = 10
late = (n + i for i in range(2))
n = 20
print(list(late), tuple(x for x in ()), any(x == 2 for x in iter([1, 2, 3])))
