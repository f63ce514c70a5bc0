# join glues an iterable of strings, and refuses anything else.
print(",".join(["a", "b", "c"]), "".join(("x", "y")), "-".join("abc"), "+".join([]), "+".join(["one"]))
print(", ".join(str(i) for i in range(4)), "é".join(["a", "b"]))
for bad in ([1, 2], ["a", None], 5, ["a", b"b"]):
    try:
        print(",".join(bad))
    except TypeError:
        print("TypeError")
