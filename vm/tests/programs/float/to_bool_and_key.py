# Truth of floats, and floats as dict keys equal to ints.
print(bool(0.0), bool(-0.0), bool(0.1), bool(float("nan")))
d = {1: "one", 2.5: "two and a half"}
print(d[1.0], d[2.5], 2.0 in d, 1.0 in d)
d[1.0] = "changed"
print(len(d), d[1])
