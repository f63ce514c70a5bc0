# refused: 3 SyntaxError: * arg after kwarg
x = 1
a.b(1, c=2, *d)
