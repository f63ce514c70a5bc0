# Names are at most 255 bytes long.
for length in (255, 256):
    name = "n" * length

    class A:
        pass

    def attempt(action):
        try:
            print(action())
        except RuntimeError as error:
            print(error)

    attempt(lambda: setattr(A, name, 1))
    attempt(lambda: getattr(A, name, 0))
    attempt(lambda: exec(name + " = 1", {}))
    attempt(lambda: type(name, (), {}) is None)
    attempt(lambda: ("{" + name + "}").format(**{name: 1}))
    attempt(lambda: ("%(" + name + ")s") % {name: 1})
