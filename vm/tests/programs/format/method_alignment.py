# Alignment, fill and width for strings and ints.
for spec in ("10", "<10", ">10", "^10", "*<10", "*>10", "*^10", "^9", "=10"):
    for v in ("abc", -42):
        try:
            print("[{:{}}]".format(v, spec), end=" ")
        except ValueError:
            print("ValueError", end=" ")
    print(spec)
