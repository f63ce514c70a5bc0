# refused: 2 SyntaxError: invalid syntax
raise ValueError, "text"
