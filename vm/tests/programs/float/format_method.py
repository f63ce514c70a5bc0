# Float format specs through str.format and format strings.
x = -2.71828
for spec in ("f", ".2f", "e", ".1e", "g", ".3g", "10.2f", "<10.2f", "^10.2f", "+.1f", "010.3f", "%", ".1%", "n", ".0f"):
    print(spec, "[{:{}}]".format(x, spec))
