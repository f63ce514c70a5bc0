# An exception in __enter__ means no __exit__; one in __exit__ replaces the body's.
class M:
    def __init__(self, where):
        self.where = where

    def __enter__(self):
        if self.where == "enter":
            raise KeyError("enter")

    def __exit__(self, t, v, tb):
        print("exit", t)
        if self.where == "exit":
            raise TypeError("exit")


for where in ("enter", "exit", "none"):
    try:
        with M(where):
            raise ValueError("body")
    except Exception as e:
        print(type(e).__name__, e)
