# A default hides a missing attribute but not other exceptions.
class P:
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name) if name == "missing" else ValueError(name)


p = P()
print(getattr(p, "missing", "default"), hasattr(p, "missing"))
for f in (lambda: getattr(p, "broken", "default"), lambda: hasattr(p, "broken")):
    try:
        print(f())
    except ValueError:
        print("ValueError")
