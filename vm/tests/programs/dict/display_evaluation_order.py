# A dict display evaluates keys and values in order, the last duplicate winning.
def note(v):
    print(v, end=" ")
    return v


d = {note("k1"): note(1), note("k2"): note(2), note("k1"): note(3)}
print(len(d), d["k1"])
