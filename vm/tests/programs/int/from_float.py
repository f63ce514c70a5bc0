# int() of a float truncates towards zero and rejects nan and infinity.
print(int(2.9), int(-2.9), int(0.0), int(-0.0), int(1e3))
print(int(1e20), int(-1e20), int(2.0**62), int(2.0**63), int(-(2.0**64)))
for bad in ("nan", "inf", "-inf"):
    try:
        print(int(float(bad)))
    except Exception as e:
        print(bad, type(e).__name__)
