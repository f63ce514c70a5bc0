# zip asks its iterators left to right and stops at the first that ends.
def noisy(name, n):
    for i in range(n):
        print(name, end=" ")
        yield i
    print(name, "ends", end=" ")


print(list(zip(noisy("a", 2), noisy("b", 1), noisy("c", 5))))
rest = noisy("d", 3)
print(list(zip([], rest)), list(zip(rest, [])), next(rest))
