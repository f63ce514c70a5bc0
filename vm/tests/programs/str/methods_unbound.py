# Methods looked up on the type work when given the string.
print(str.upper("abc"), str.join("-", ["a", "b"]), list(map(str.strip, [" a", "b "])))
print(sorted(["b", "A", "c"], key=str.lower))
f = "a,b".split
print(f(","), f(",", 0))
