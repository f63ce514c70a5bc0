# refused: 3 SyntaxError: can't assign to expression
x = 1
"s" = x
