# Formatted strings joined to each other and to plain ones.
a, b = 1, 2
print(f"{a}" "and" f"{b}" '{{' f'{{')
print("x" f"{a}" r"\n" f"{b}" "y")
print(f"{a}"
      f"{b}"  # a comment between
      "end")
print("%s" f"{a}" % "t", f"{a}" "b" * 2, f"{a}".join("xy"), (f"{a}" f"{b}").upper())
text = (
    f"first {a}, "
    f"second {b}"
)
print(text, f"{a}" in text, [f"{i}" for i in (a, b)], {f"{a}": f"{b}"})
