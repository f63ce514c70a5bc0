# Every compound statement with its body on the header's line.
def double(x): return x * 2
class Empty: pass
class Box(Empty): size = 3
for i in range(2): print("for", i)
else: print("else")
n = 2
while n: n -= 1
else: print("done", n)
try: raise ValueError
except ValueError: print("caught")
else: print("unreached")
finally: print("finally")
try: n = 5
finally: print(n)
if n == 4: print(4)
elif n == 5: print(5)
else: print("other")
class Guard:
    def __enter__(self): return self
    def __exit__(self, *args): return False
with Guard() as g: print(type(g) is Guard)
print(double(4), Box.size)
