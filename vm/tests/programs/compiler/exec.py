# exec of statements changes the namespaces it is given.
exec("made = 1 + 1\ndef func(v):\n    return v * made")
print(made, func(5))
ns = {"a": 3}
print(exec("b = a + 1\nc = [b]", ns), ns["b"], ns["c"])
glob, loc = {"g": 1}, {}
exec("l = g + 1\ndef h(): return g", glob, loc)
print(sorted(k for k in loc), "l" in glob, loc["l"], loc["h"]())
try:
    exec("raise KeyError('inside')")
except KeyError as e:
    print("KeyError", e)
