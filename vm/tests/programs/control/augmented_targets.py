# Augmented assignment evaluates its target once.
def where():
    print("where", end=" ")
    return l


def index():
    print("index", end=" ")
    return 1


l = [1, 2, 3]
where()[index()] += 10
print(l)


class O:
    n = 5


o = O()
o.n += 1
print(o.n, O.n)
s = "a"
s += "b" * 2
s *= 2
print(s)
