# Template and formatted strings inside each other.
n, s = 5, "ab"
a = t"{f'{n}'}"
b = f"{t'{n}'}"
c = t"{t'{n}'}"
d = t"{t'a{n}b'!r:>{len(s)}}"
