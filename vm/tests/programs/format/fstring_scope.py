# f-string expressions see locals, closures, globals and comprehension variables.
g = "global"


def outer():
    c = "cell"

    def inner(p):
        v = "local"
        return f"{g} {c} {v} {p}"

    return inner


print(outer()("param"))
print([f"{i}:{g[0]}" for i in range(3)])


class K:
    n = 4
    text = f"n is {n}"


print(K.text, (lambda q: f"<{q}>")(9))
