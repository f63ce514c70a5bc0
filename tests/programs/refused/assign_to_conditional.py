# refused: 2 SyntaxError: can't assign to expression
a if b else c = 1
