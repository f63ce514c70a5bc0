# refused: 2 SyntaxError: invalid syntax
with (a as b, c as d):
    pass
