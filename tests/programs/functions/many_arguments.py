# Functions whose counts need the prelude's further bytes.
def f(a, b, c, d, e, g, h, i, j=1, k=2, l=3, m=4, n=5, *, o, p, q=6, r=7, s=8, t=9):
    return a + b + c + d + e + g + h + i + j + k + l + m + n + o + p + q + r + s + t


def deep(a):
    return [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a, [a]]]]]]]]]]]]]]]]


def tries(a):
    try:
        try:
            try:
                try:
                    try:
                        return a[0]
                    finally:
                        a.append(1)
                finally:
                    a.append(2)
            finally:
                a.append(3)
        finally:
            a.append(4)
    finally:
        a.append(5)


print(f(1, 2, 3, 4, 5, 6, 7, 8, o=9, p=10), f(*range(13), **{"o": 1, "p": 2, "t": 3}))
x = [0]
print(len(deep(1)), tries(x), x)
print((lambda *a: len(a))(
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48))
