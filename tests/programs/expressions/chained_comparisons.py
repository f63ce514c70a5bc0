# Chained comparisons evaluate each operand at most once.
def trace(n):
    print("<%d>" % n, end=" ")
    return n


print(trace(1) < trace(2) < trace(3))
print(trace(1) > trace(2) < trace(3))
print(trace(1) < trace(2) == trace(2) != trace(3) <= trace(4) >= trace(0))
a, b = 2, [1, 2]
print(1 < a in b, a in b is not None, 1 <= a not in [3], a is a is a)
if 0 < a < 10:
    print("in range")
while 3 > a > 0:
    a -= 1
print(a)
