# Assignment expressions wherever the grammar lets them be.
data = [5, 6, 7, 8]
if n := len(data):
    print("if", n)
if (m := n // 2) > 1 and (k := m + 1):
    print("parts", m, k)
while chunk := data[:2]:
    print("while", chunk)
    data = data[2:]
if not n:
    pass
elif p := n + 1:
    print("elif", p)
print((q := 3) + q, [r := 1, r + 1], (s := 4, s))
print(max(u := 9, 2), u)


def f(x):
    return (y := x * 2) + y


print(f(3), (lambda v: (w := v + 1) * w)(2))
print([last := i * i for i in range(4)], last)
