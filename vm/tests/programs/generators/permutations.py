# A recursive generator of permutations and one of subsets.
def permute(s):
    if len(s) < 2:
        yield s
        return
    for i in range(len(s)):
        for rest in permute(s[:i] + s[i + 1 :]):
            yield s[i] + rest


def subsets(l):
    if not l:
        yield []
        return
    for s in subsets(l[1:]):
        yield s
        yield [l[0]] + s


print(" ".join(permute("abc")), len(list(permute("abcd"))))
print(list(subsets([1, 2, 3])))
