# Doubled braces and braces in expressions.
n = 5
print(f"{{}}", f"{{{n}}}", f"{{n}}", f"}}{{", f"{n}}}", f"{{{{{n}}}}}")
print(f"{ {1: 2}[1] } {{{n}}}", f"{ {n} }", f"{[{n: n}][0][n]}")
print("{} {{}}", "{{" "}}", f"{{" "{{" f"{n}")
