# Sorting unordered types fails, and exceptions in the key escape.
def attempt(l, **k):
    try:
        l.sort(**k)
        return l
    except Exception as e:
        return type(e).__name__


print(attempt([1, "a"]), attempt([None, None]), attempt([1, 2], key=5), attempt([[2], [1, 5]]))
print(attempt([1, 0], key=lambda x: 1 // x))
try:
    [1].sort(lambda x: x)
except TypeError:
    print("TypeError")
