# Indexing and slicing with every combination of bounds; steps other than one are refused.
s = "abcdefg"
print(s[0], s[-1], s[3], s[-7])
print(s[2:5], s[:3], s[4:], s[:], s[-3:-1], s[5:2], s[10:], s[:100], s[-100:2])
print(s[::1], s[1:4:1], repr(""[:]), repr(""[5:]), s[None:None], s[True:3])
for step in (2, -1, -2):
    try:
        print(s[::step])
    except NotImplementedError:
        print("NotImplementedError", step)
