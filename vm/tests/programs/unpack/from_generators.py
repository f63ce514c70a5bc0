# Unpacking takes exactly what it needs from an iterator, plus one to check.
def gen():
    for i in range(5):
        print("give", i)
        yield i


g = gen()
try:
    a, b = g
except ValueError:
    print("ValueError")
print(next(g, "end"))
a, *rest = gen()
print(a, rest)
