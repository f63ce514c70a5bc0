# Conditional expressions, nested and in every position.
def pick(n):
    return "neg" if n < 0 else "zero" if n == 0 else "pos"


print(pick(-1), pick(0), pick(1))
a, b = 1, 0
print([a if b else 2, 3 if a else b], (a if a else b) + (b if a else a))
print({("k" if a else "l"): ("v" if b else "w")})
print("and" if a and b else "or" if a or b else "none")
print((lambda x: x if x else -1)(0))
c = a if not b else b
c += 5 if c else 6
print(c, len("yes" if c else "no"))
print((1 if a else 2) if b else (3 if a else 4))
