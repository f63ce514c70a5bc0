# Slice bounds beyond the machine word.
l = [0, 1, 2]
for f in (lambda: l[: 1 << 61], lambda: l[-(1 << 61) :], lambda: "abc"[1 : 1 << 60], lambda: l[1 << 61 :]):
    try:
        print(f())
    except (OverflowError, TypeError) as e:
        print(type(e).__name__)
