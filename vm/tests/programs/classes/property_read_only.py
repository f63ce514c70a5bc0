# A property without setter or deleter refuses both; property() works as a call.
class C:
    @property
    def ro(self):
        return "ro"

    def _get(self):
        return self.v

    def _set(self, v):
        self.v = v * 2

    rw = property(_get, _set)


c = C()
print(c.ro)
c.rw = 21
print(c.rw)
for act in ("set", "del"):
    try:
        if act == "set":
            c.ro = 1
        else:
            del c.ro
        print("done")
    except AttributeError:
        print("AttributeError")
