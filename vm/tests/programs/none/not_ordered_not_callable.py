# None cannot be ordered, called, subscripted or iterated.
for f in (
    lambda: None < None, lambda: None < 1, lambda: None(), lambda: None[0], lambda: iter(None), lambda: len(None),
    lambda: None + None,
):
    try:
        f()
        print("no error")
    except TypeError:
        print("TypeError")
