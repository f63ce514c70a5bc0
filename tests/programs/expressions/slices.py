# Every form of slice, plain, stored and deleted.
class Echo:
    def __getitem__(self, key):
        return key


e, a, b, c = Echo(), 1, 2, 3
print(e[:], e[a:], e[:b], e[a:b])
print(e[::], e[a::], e[:b:], e[a:b:])
print(e[::c], e[a::c], e[:b:c], e[a:b:c])
print(e[:, ::, 1], e[1:2, ...], e[a:b,])
x = [0, 1, 2, 3, 4, 5]
print(x[1:3], x[-2:], x[:-2], x[::2], x[::-1], x[4:1:-1])
x[1:3] = [9]
del x[-2:]
print(x, x[a + 1:], x[len(x) - 1:len(x)])
print("hello"[1:-1], (1, 2, 3)[:2], b"abc"[1:])
