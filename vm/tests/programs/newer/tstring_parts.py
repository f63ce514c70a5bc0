# A t-string keeps its literal pieces and its values apart.
name = "Ada"
n = 3
t = t"Hello {name}, {n + 1} times"
print(type(t).__name__, t.strings, t.values, len(t.interpolations))
print(t"plain".strings, t"plain".interpolations, t"".strings, t"{n}".strings, t"{n}{name}".strings)
print(t"{{braces}} {n}".strings)
