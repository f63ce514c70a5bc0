# Subscripts reach the methods as the slice and tuple objects they are.
class S:
    def __getitem__(self, k):
        return ("get", k)

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


s = S()
print(s[1], s[1:2], s[::-1], s[1, 2], s[1:2, ...], s["k"])
s[:] = "all"
s[1, 2] = "pair"
del s[5:]
