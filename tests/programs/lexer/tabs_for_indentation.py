# Tabs indent to the next multiple of eight columns.
def f(x):
	if x:
		return "one"
	else:
		return "two"


print(f(1), f(0))
if f:
	print("tab")
        print("eight spaces are the same column")
    	print("so are four spaces and a tab")
x	=	3
print(	x	)
