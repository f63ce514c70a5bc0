# refused: 2 SyntaxError: * arg after **
f(**a, *b)
