# % with too few or too many values, or of the wrong type.
def kind(f, a):
    try:
        return f % a
    except Exception as e:
        return type(e).__name__


print(kind("%d %d", (1,)), kind("%d", (1, 2)), kind("%d", "x"), kind("%x", 1.5), kind("%c", "ab"), kind("none", (1,)))
print(kind("%(a)s", {}), kind("%(a)s", (1,)), kind("%", ()), kind("%y", 1), kind("%d", None))
