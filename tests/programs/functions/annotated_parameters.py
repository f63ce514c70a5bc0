# Annotations on parameters and results are accepted and never evaluated.
def f(a: int, b: "text" = 2, *args: undefined, c: list[int] = None, **kw: 1 / 0) -> missing.name:
    return a, b, args, c, kw


def g(*, key: int = 3) -> None:
    return key


def h(self_: "H", *rest: (int, str)) -> {"a": 1}: return rest


print(f(1), f(1, 2, 3, c=4, d=5), g(), h(1, 2))
