# Form feeds and vertical tabs count as spaces between tokens.
x =1
print(x,"a")
def f(a):
    returna +1


print(f(2))
