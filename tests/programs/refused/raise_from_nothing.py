# refused: 2 SyntaxError: invalid syntax
raise x from
