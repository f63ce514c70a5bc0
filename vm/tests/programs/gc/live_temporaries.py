# Values waiting on the stack while arguments are computed stay alive.
import gc


def fresh(x):
    r = [x] * 3
    gc.collect()
    junk = [[j] for j in range(20)]
    return r


def combine(*a, **k):
    gc.collect()
    return a, sorted(k.items())


print(combine(fresh(1), fresh("b"), *[fresh(2)], k=fresh(3), **{"z": fresh(4)}))
print([fresh(1), (fresh(2), {"k": fresh(3)}), {len(fresh(4))}])
print(fresh("a") + fresh("b"), fresh(0)[0] + len(fresh(1)) if fresh(2) else None)
print("%s-%s" % (fresh("p"), fresh("q")), sorted([fresh(2), fresh(1)], key=lambda v: fresh(v[0])))
