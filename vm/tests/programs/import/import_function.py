# __import__ and imports inside functions and classes.
m = __import__("lib.plain")
print(m.__name__, m.plain.value)


def f():
    import lib.starred as s

    return s.one


class C:
    from lib.starred import three

    def t(self):
        return self.three


print(f(), "s" in globals(), C.three, C().t(), __import__("math").floor(2.5))
