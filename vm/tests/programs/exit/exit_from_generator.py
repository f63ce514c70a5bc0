# SystemExit raised inside a generator ends the program from there.
def g():
    yield 1
    raise SystemExit(3)


for x in g():
    print(x)
print("unreached")
