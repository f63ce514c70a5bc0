# is and is not test identity.
a = []
b = a
print(a is b, a is [], a is not [], None is None, () is (), True is not False)
x = 5
y = 5
print(x is y, "ab" is "ab", a is not b)


def f(p):
    return p


print(f(a) is a, [a][0] is a, (a, a)[0] is (a, a)[1])
