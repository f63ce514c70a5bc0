# Iterating a template gives the non-empty texts and the interpolations in order.
a, b = 1, "two"
for part in t"{a} and {b}{a}!":
    print("text", repr(part)) if isinstance(part, str) else print("value", part.value)
print([p for p in t""], len(list(t"x{a}y")))


def render(t):
    return "".join(p if isinstance(p, str) else str(p.value).upper() for p in t)


print(render(t"a is {a}, b is {b}"))
