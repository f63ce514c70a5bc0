# Statements without effect, constant conditions and statements on one line.
pass
"just a string"
5
if 1:
    pass
if 0:
    undefined_function()
x = 1; y = 2; print(x, y)
while 1: break
for _ in (): pass
else: print("else")
def f(): return "one line"
class C: v = 3
print(f(), C.v, __name__)
