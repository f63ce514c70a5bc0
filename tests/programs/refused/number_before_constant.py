# refused: 2 SyntaxError: invalid syntax for number
x = 62._K
_K = const(y)
)
