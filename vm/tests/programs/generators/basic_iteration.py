# A generator runs between yields, keeping its locals, and then stops for good.
def g(n):
    print("start")
    for i in range(n):
        yield i * i
        print("resumed", i)
    print("end")


it = g(2)
print(next(it))
print(next(it))
print(next(it, "stopped"))
print(next(it, "still stopped"))
print(list(g(1)), iter(it) is it)
