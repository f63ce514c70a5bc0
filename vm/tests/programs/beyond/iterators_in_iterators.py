# Iterators that go through iterators thousands deep are a RuntimeError, not a crash.
for wrap in (
    lambda items: map(abs, items), lambda items: filter(None, items), zip, enumerate, lambda items: map(max, items, items),
):
    items = iter([1, 2])
    for _ in range(5000):
        items = wrap(items)
    try:
        next(items)
        print("returned")
    except RuntimeError:
        print("RuntimeError")
