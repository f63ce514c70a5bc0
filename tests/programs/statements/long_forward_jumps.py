# Blocks long enough that every kind of forward jump needs two bytes.
class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is KeyError


def work(a, fail):
    out = a and (a + 1) * (a + 2) * (a + 3) * (a + 4) * (a + 5) * (a + 6) * (a + 7) * (a + 8) * (
        a + 9) * (a + 10) * (a + 11) * (a + 12) * (a + 13) * (a + 14) * (a + 15) * (a + 16) * (
        a + 17) * (a + 18) * (a + 19) * (a + 20) * (a + 21) * (a + 22) * (a + 23) * (a + 24) * (
        a + 25) * (a + 26) * (a + 27) * (a + 28) * (a + 29) * (a + 30) * (a + 31) * (a + 32)
    out = a > 9 or out + (a - 1) * (a - 2) * (a - 3) * (a - 4) * (a - 5) * (a - 6) * (a - 7) * (
        a - 8) * (a - 9) * (a - 10) * (a - 11) * (a - 12) * (a - 13) * (a - 14) * (a - 15) * (
        a - 16) * (a - 17) * (a - 18) * (a - 19) * (a - 20) * (a - 21) * (a - 22) * (a - 23) * (
        a - 24) * (a - 25) * (a - 26) * (a - 27) * (a - 28) * (a - 29) * (a - 30) * (a - 31)
    try:
        try:
            with Guard() as g:
                for i in [a]:
                    out = [out, a, i, [a, i, [a, i]], (a, i, a, i, a, i), {a: i}, {a, i}, -a, ~a]
                    out += [a + i, a - i, a * i, a | i, a & i, a ^ i, a << 1, a >> 1, not a]
                    out += [a == i, a != i, a < i, a > i, a <= i, a >= i, a in (i,), a is i]
                    out += [max(a, i), min(a, i), abs(a), str(a), repr(a), len(str(i)), int("7")]
                    out += [lambda: 1 and a, [x for x in (i,)], [x + a for x in (i,)]][1:]
                    out += ["{} {}".format(a, i), "%d" % a, a if i else -a, a and i, a or i]
                    if fail:
                        raise fail
                out.append("with")
            out.append("after")
        except ValueError as e:
            out += [a, a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7, a + 8, a + 9, a + 10, a]
            out += [a, a - 1, a - 2, a - 3, a - 4, a - 5, a - 6, a - 7, a - 8, a - 9, a - 10, a]
            out += [[a, [a, [a, [a, [a, [a, [a, [a]]]]]]]], type(e) is ValueError, str(e), [[a]]]
            out += [a * 2, a * 3, a * 4, a * 5, a * 6, a * 7, a * 8, a * 9, a * 10, a * 11, a]
        else:
            out.append("else")
    finally:
        out.append("finally")
    return out[-8:]


for fail in (None, ValueError("v"), KeyError("k")):
    print(work(1, fail))
