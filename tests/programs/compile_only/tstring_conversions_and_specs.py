# Template strings with conversions, format specifications and the = form.
n, w = 5, 8
a = t"{n!r} {n!s}"
b = t"{n:>5} {n:} {n!r:<4}"
c = t"{n:{w}} {n:{w}.{w}f} {n!s:{'>'}{w}}"
d = t"{n=} {n + 1=} {n=!s} {n=:04d}"
e = t"{n != 5} {n == 5}"
