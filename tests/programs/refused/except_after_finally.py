# refused: 6 SyntaxError: invalid syntax
try:
    pass
finally:
    pass
except ValueError:
    pass
