# Several small statements on one line.
a = 1; b = 2
print(a, b);
a, b = b, a; print(a, b); c = a + b;
def f(x): x += 1; x *= 2; return x
print(f(4)); print(f(5))
if c: print("yes"); c = 0
else: print("no"); c = 1
for i in range(2): print(i); c += i
class Pair: left = 1; right = 2;
print(Pair.left, Pair.right); pass; pass
print(c)
