# Comparing two containers that contain themselves is a RuntimeError, not a crash.
def ring(outer):
    outer.append(outer)
    return outer


a, b = ring([]), ring([])
d, e = {}, {}
d["d"], e["d"] = d, e
t, u = ([],), ([],)
t[0].append(t)
u[0].append(u)
for f in (
    lambda: a == b, lambda: a < b, lambda: d == e, lambda: t == u, lambda: a in [b],
    lambda: hash((1, 2)) and [b].index(a),
):
    try:
        f()
        print("returned")
    except RuntimeError:
        print("RuntimeError")
print(a == a, len(a))
