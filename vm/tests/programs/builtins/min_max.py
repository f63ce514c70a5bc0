# min and max of iterables and of several arguments, with key and default.
print(
    min([3, 1, 2]), max([3, 1, 2]), min(3, 1, 2), max("b", "a"), min("hello"), max((1, 5), (1, 6)), max([2.5, 2]),
    min(x for x in (4, 3)),
)
print(
    max(["aa", "b", "cc"], key=len), min(["aa", "b", "c"], key=len), max(1, -5, key=abs), min([], default="none"),
    max((), default=None),
)
for f in (lambda: min([]), lambda: max(()), lambda: min(1), lambda: max(1, "a"), lambda: min()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
