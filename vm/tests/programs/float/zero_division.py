# Dividing by float zero raises, also for ints on the left.
for f in (
    lambda z: 1.0 / z, lambda z: 1.0 // z, lambda z: 1.0 % z, lambda z: 1 / z, lambda z: 0.0 / z,
    lambda z: divmod(1.0, z), lambda z: z**-1,
):
    try:
        print(f(0.0))
    except ZeroDivisionError:
        print("ZeroDivisionError")
