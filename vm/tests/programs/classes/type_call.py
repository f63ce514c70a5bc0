# type() with three arguments makes a class.
def hello(self):
    return "hello from " + type(self).__name__


Base = type("Base", (), {"hello": hello, "n": 1})
Child = type("Child", (Base,), {"n": 2})
c = Child()
print(c.hello(), c.n, Base.n, isinstance(c, Base), Child.__name__)
for a in ((), (1, 2), ("X", (5,), {}), ("X", (), 5), (5, (), {})):
    try:
        type(*a)
        print("made")
    except TypeError:
        print("TypeError")
