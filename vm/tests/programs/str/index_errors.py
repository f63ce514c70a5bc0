# Out of range, non-integer and assignment subscripts raise.
s = "abc"
for f in (lambda: s[3], lambda: s[-4], lambda: ""[0], lambda: s["0"], lambda: s[1.0], lambda: s[None], lambda: s[::0]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
try:
    s[0] = "x"
except TypeError:
    print("TypeError")
try:
    del s[0]
except TypeError:
    print("TypeError")
