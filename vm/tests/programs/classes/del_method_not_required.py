# Names are unbound by del whatever __del__ the class has.
class C:
    def __init__(self):
        self.me = self

    def __del__(self):
        pass


c = C()
d = c
del c
print("c" in globals(), d.me is d)
d.me = None
del d
print("d" in globals())
