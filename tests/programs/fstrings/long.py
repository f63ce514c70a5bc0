# Formatted strings longer than an interned string, and with many fields.
a, b, c = 1, "two", 3.5
print(f"a long formatted string with {a} and {b} and {c} in it, and more text after them all")
print(f"{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}{b}{c}{a}")
print(f"""
{a}
  {b!r}
{c:>6}
""")
print(f"{a:>{len(b) + 2}}{b:-^{a + 10}}{c:0{a + 5}.{a + 1}f}")
