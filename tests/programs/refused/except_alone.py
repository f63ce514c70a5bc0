# refused: 2 SyntaxError: invalid syntax
except ValueError:
    pass
