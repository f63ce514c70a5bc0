# float() reads decimal and exponent notation, signs, nan and infinity in any case.
for text in (
    "1", "-1.5", "+2.5e3", "1E-2", ".5", "5.", " 7.25 ", "inf", "-Infinity", "NaN", "1_000.5", "1e400", "-1e400",
    "1e-400",
):
    print(repr(text), float(text))
