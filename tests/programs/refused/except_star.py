# refused: 4 SyntaxError: invalid syntax
try:
    pass
except* ValueError:
    pass
