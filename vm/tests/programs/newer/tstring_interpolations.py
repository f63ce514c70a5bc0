# Each interpolation has the value, its source text, a conversion and a format spec.
x = 2.5
d = {"k": [1, 2]}
for i in t"{x} {x!r} {x:.1f} {x!s:>8} {d['k'][0]} {x + 1}".interpolations:
    print(i.value, repr(i.expression), i.conversion, repr(i.format_spec))
w = 6
(i,) = t"{x:{w}.2f}".interpolations
print(i.value, i.expression, i.conversion, i.format_spec)
