# A plain string with braces joined to a formatted one becomes part of the format.
a, n = 1, 5
b = f"{a}" "{a}" f"{n}"
c = f"{n}" r"\n{n}"
d = fr"C:\{n}"
e = f"{ }"
