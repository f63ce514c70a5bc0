# What cannot be viewed, and bad indexes.
for f in (
    lambda: memoryview("text"), lambda: memoryview([1]), lambda: memoryview(5), lambda: memoryview(b"ab")[2],
    lambda: memoryview(b"ab")["0"],
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
