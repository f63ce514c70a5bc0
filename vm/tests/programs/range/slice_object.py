# slice objects through __getitem__, their attributes, and indices().
class Show:
    def __getitem__(self, k):
        return k


s = Show()
print(s[1:2], s[:], s[::3], s[1:2, 3], s["a":None:-1])
x = s[5:1:-2]
print(x.start, x.stop, x.step)
print(s[2:8:3].indices(5), s[::-1].indices(4), s[-3:].indices(10), s[:100].indices(3))
l = list(range(10))
print(l[s[2:5]], l[s[:3]], "abcdef"[s[1:3]])
try:
    slice(1, 3)
except TypeError:
    print("TypeError")
