# __exit__ receives the exception, which goes on when it returns a false value.
class M:
    def __init__(self, r):
        self.r = r

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("exit", t, v.args)
        return self.r


for r in (None, False, 0, ""):
    try:
        with M(r):
            raise ValueError("x")
    except ValueError as e:
        print("outside", e)
