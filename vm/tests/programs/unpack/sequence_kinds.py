# Every iterable unpacks: text, bytes, ranges, dict keys, sets, files of lines, instances.
class Pair:
    def __iter__(self):
        return iter(("left", "right"))


class Indexed:
    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i * 100


a, b = "xy"
c, d = b"\x01\x02"
e, f = range(2)
(g,) = {"key": 1}
(h,) = {7}
i, j = Pair()
k, l = Indexed()
m, n = map(str, (1, 2))
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
