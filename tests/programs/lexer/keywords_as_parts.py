# Names that only begin or end like keywords and prefixes.
iff = 1
notion = 2
in_ = 3
_is = 4
print_ = 5
classy, define, forest, whiled, orb, android = range(6)
Nonee, Truely, false = 7, 8, 9
b, r, u, f, rb, br, t = 1, 2, 3, 4, 5, 6, 7
print(iff, notion, in_, _is, print_)
print(classy, define, forest, whiled, orb, android)
print(Nonee, Truely, false)
print(b, r, u, f, rb, br, t)
bb = "b"
print(bb+"r", b +r, br* 2)
match, case, type_, async_ = 1, 2, 3, 4
print(match, case, type_, async_)
