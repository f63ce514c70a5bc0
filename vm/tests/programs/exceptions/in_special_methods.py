# Exceptions raised inside special methods reach the operation's caller.
class E:
    def __init__(self, name):
        self.name = name

    def __len__(self): raise KeyError("len")
    def __add__(self, o): raise KeyError("add")
    def __getitem__(self, i): raise KeyError("getitem")
    def __iter__(self): raise KeyError("iter")
    def __call__(self): raise KeyError("call")
    def __eq__(self, o): raise KeyError("eq")
    def __contains__(self, o): raise KeyError("contains")
    def __bool__(self): raise KeyError("bool")
    def __hash__(self): raise KeyError("hash")
    def __getattr__(self, n): raise KeyError("getattr")


e = E("x")
for f in (
    lambda: len(e), lambda: e + 1, lambda: e[0], lambda: list(e), lambda: e(), lambda: e == 1, lambda: 1 in e,
    lambda: not e, lambda: {e: 1}, lambda: e.foo,
):
    try:
        f()
    except KeyError as x:
        print(x)
