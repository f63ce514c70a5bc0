# __enter__, the body and __exit__ run in order; as binds what __enter__ returns.
class M:
    def __enter__(self):
        print("enter")
        return "value"

    def __exit__(self, t, v, tb):
        print("exit", t, v, tb)


with M() as x:
    print("body", x)
with M():
    pass
print("after")
