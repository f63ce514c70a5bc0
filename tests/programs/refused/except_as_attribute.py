# refused: 4 SyntaxError: invalid syntax
try:
    pass
except ValueError as a.b:
    pass
