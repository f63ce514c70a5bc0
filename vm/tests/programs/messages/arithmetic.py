# The messages of arithmetic errors.
z = 0
for f in (
    lambda: 1 // z, lambda: 1 % z, lambda: 1 / z, lambda: 1.0 / z, lambda: 2.5 // 0.0, lambda: 2.5 % 0.0,
    lambda: divmod(1, z), lambda: 1j / z, lambda: 1 << -1, lambda: 1 >> -1, lambda: 0**-1, lambda: 10**30 // z,
    lambda: __import__("math").sqrt(-1), lambda: __import__("math").log(0),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
