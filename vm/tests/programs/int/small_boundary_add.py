# Sums and differences stay exact where a small int turns into a big one and back.
for edge in (2**30, 2**31, 2**61, 2**62, 2**63, 2**64):
    below = edge - 1
    print(edge, below, below + 1 == edge, edge - below)
    print(-edge, -edge - 1, -edge - 1 + edge)
x = 2**62 - 1
x += 1
print(x)
x -= 1
print(x, x == 4611686018427387903)
