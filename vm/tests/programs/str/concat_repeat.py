# Joining with +, repeating with *, and their in-place forms.
s = "ab"
t = s
s += "cd"
print(s, t, "x" + "" + "y")
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -2, "" * 100)
s *= 2
print(s)
for f in (
    lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + None, lambda: "a" + b"b", lambda: "a" * "b", lambda: "a" - "a",
):
    try:
        print(f())
    except TypeError:
        print("TypeError")
