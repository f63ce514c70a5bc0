# startswith and endswith, with a start offset and tuples.
s = "constrictor"
print(
    s.startswith("con"), s.startswith("strict"), s.startswith(""), s.startswith("strict", 3), s.startswith(s),
    s.startswith(s + "x"),
)
print(s.endswith("tor"), s.endswith("x"), s.endswith(""), "".endswith(""))
print(s.startswith(("a", "co")), s.endswith(("x", "y")), s.startswith(()))
try:
    s.startswith(1)
except TypeError:
    print("TypeError")
