# refused: 3 SyntaxError: LHS of keyword arg must be an id
size = const(1)
print(size=2)
