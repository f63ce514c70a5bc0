# Zero step, wrong types, attributes; ranges equal only themselves.
for a in ((0, 5, 0), ("a",), (1.5,), (), (1, 2, 3, 4), (None,)):
    try:
        range(*a)
    except Exception as e:
        print(type(e).__name__)
r = range(1, 9, 3)
print(r == r, r == range(1, 9, 3), r == [1, 4, 7], bool(range(0)), bool(range(1)))
print(r.start, r.stop, r.step)
