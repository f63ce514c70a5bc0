# Sorting a pseudo-random list gives a permutation in order.
state = 12345
data = []
for _ in range(60):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    data.append(state >> 16 & 0xFF)
s = sorted(data)
print(
    all(s[i] <= s[i + 1] for i in range(len(s) - 1)), len(s) == len(data),
    all(s.count(v) == data.count(v) for v in set(data)),
)
print(s[:5], s[-5:], sorted(data, reverse=True) == s[::-1])
