# refused: 2 SyntaxError: * arg after kwarg
f(a=1, *b)
