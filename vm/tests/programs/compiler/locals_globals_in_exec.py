# globals() and locals() inside exec are the namespaces given.
g = {"seen": []}
exec("seen.append(sorted(k for k in globals() if not k.startswith('__')))", g)
print(g["seen"])
l = {}
exec("a = 1\nb = sorted(locals())\nglobal c\nc = 2", g, l)
print(sorted(l), l["a"], g["c"])
exec("def f():\n    global made\n    made = 'by f'\nf()", g)
print(g["made"], "made" in globals())
