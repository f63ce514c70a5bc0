# Setting, reading, replacing and deleting entries.
d = {}
d["a"] = 1
d["b"] = d["a"] + 1
d["a"] = 10
print(d["a"], d["b"], len(d), "a" in d, "c" in d, "c" not in d)
del d["a"]
print(len(d), "a" in d)


def drop():
    del d["zz"]


for f in (lambda: d["zz"], drop):
    try:
        f()
    except KeyError as e:
        print("KeyError", e.args)
