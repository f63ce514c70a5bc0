# f-strings with names, expressions, calls and literal braces.
name = "Ada"
n = 7
print(f"{name} has {n}", f"{n * 2 + 1}", f"{name.upper()!r}", f"{{literal}} {{{n}}}", f"", f"no fields")
print(f"{len(name)}-{[i for i in range(n) if i % 3 == 0]}", f"{'yes' if n > 5 else 'no'}")
print(f"{n}" f"{name}", f"{n:}")
