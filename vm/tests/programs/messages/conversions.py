# The messages of conversions that fail.
for f in (
    lambda: int("x"), lambda: int("12", 1), lambda: int(None), lambda: int([]), lambda: float("y"),
    lambda: float(None), lambda: ord("ab"), lambda: ord(5), lambda: bytes([256]), lambda: bytes(-1),
    lambda: list(5), lambda: dict(5), lambda: int(float("nan")), lambda: int(float("inf")),
    lambda: (256).to_bytes(1, "big"), lambda: complex("z"), lambda: tuple(None), lambda: b"\xff".decode(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
