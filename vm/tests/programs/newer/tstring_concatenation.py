# Templates join with each other by + and not with text.
a = 1
t = t"x{a}" + t"y{a + 1}z"
print(t.strings, t.values)
u = t"p" + t"q"
print(u.strings, u.interpolations)
for f in (lambda: t + "text", lambda: "text" + t):
    try:
        f()
        print("joined")
    except TypeError:
        print("TypeError")
