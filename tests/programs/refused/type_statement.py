# refused: 2 SyntaxError: invalid syntax
type X = int
