# Backslashes and quotes within the fields of template strings.
n = ["a"]
a = t"{'\n'.join(n)}"
b = t'{"\\".join(n)!r}'
c = t"{n[0]:\n>5}"
d = t'{n["a"]}'
