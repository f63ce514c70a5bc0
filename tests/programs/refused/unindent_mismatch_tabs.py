# refused: 3 IndentationError: unindent doesn't match any outer indent level
def f():
	x = 1
    return x
