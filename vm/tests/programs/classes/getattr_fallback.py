# __getattr__ is asked only for names not found otherwise.
class G:
    real = "class"

    def __init__(self):
        self.own = "instance"

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return "made " + name


g = G()
print(g.real, g.own, g.virtual, hasattr(g, "anything"), hasattr(g, "nope"), getattr(g, "no", "default"))
g.virtual = "now real"
print(g.virtual)
try:
    g.nothing
except AttributeError as e:
    print(e)
