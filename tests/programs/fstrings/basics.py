# Formatted strings with names, expressions and literals.
name, n, items = "ann", 5, [1, 2]
print(f"plain", f"", f"{name}", f"{n}{n}", f"a{n}b{name}c")
print(f"{n + 1} {n * 2} {-n} {n ** 2} {n // 2} {n % 2}")
print(f"{items} {items[0]} {items[-1] + 1} {len(items)} {name.upper()} {name[0]}")
print(f"{1} {2.5} {'text'} {None} {True} {(1, 2)} {[1, 2][0]}")
print(f'{name}' f"{n}", f'''{name}''', f"""{n}
{name}""")
print(f"{n if n else 0} {n == 5} {not n} {n and name} {n or name}")
print(f"{ n } { name }", f"{(n)}", f"{((n, name))}")
