# Integer presentation types, alternate form, sign and grouping.
n = 1234567
for spec in ("d", "b", "o", "x", "X", "#x", "#o", "#b", "+d", " d", "012d", ",", "_d", ",d", "c", "n", "e", ".2f"):
    try:
        print(spec, "{:{}}".format(n if spec != "c" else 65, spec))
    except ValueError:
        print(spec, "ValueError")
