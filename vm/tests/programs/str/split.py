# split on whitespace runs and on separators, with a limit.
s = " one  two three "
print(s.split(), s.split(" "), s.split(None, 1), s.split(" ", 2))
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b".split(",", 0), "".split(), "".split(","), "abc".split("abc"))
print("a<>b<>c".split("<>"), "a<>b<>c".split("<>", 1))
try:
    "abc".split("")
except ValueError:
    print("ValueError")
