# if, elif and while on constants keep only what can run.
if 1:
    print("if 1")
else:
    print("dropped")
if 0:
    print("dropped")
elif "":
    print("dropped")
elif (1, 2):
    print("elif tuple")
elif True:
    print("dropped")
else:
    print("dropped")
if None:
    print("dropped")
elif ():
    print("dropped")
else:
    print("else")
x = 2
if x == 3:
    print("no")
elif 0.0:
    print("dropped")
elif x == 2:
    print("x is 2")
if x == 5:
    print("no")
elif b"yes":
    print("elif bytes")
while 0:
    print("dropped")
else:
    print("while else")
while "forever":
    break
while not 0 and x:
    x -= 1
print("a" if 1 else "b", "a" if 0 else "b", "a" if x or 1 else "b", x)
