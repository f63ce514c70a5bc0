# refused: 6 SyntaxError: invalid syntax
if x:
    pass
else:
    pass
elif y:
    pass
