# refused: 2 SyntaxError: LHS of keyword arg must be an id
f(1=2)
