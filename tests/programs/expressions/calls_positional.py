# Calls with positional arguments, up to many.
def count(*args):
    return len(args)


print(count(), count(1), count(1, 2), count(1, 2,))
print(count(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
print(count(count(), count(count(1))), count([1, 2], (3, 4), {5: 6}))
print(count(x for x in (1, 2)), sum(x for x in (1, 2)))
print(count)if 0 else print(count((1, 2)))
print((lambda: 5)(), [count][0](1), {"f": count}["f"](1, 2))
print((lambda: lambda x: x)()(3))
