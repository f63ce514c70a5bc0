# refused: 5 SyntaxError: 'break'/'continue' outside loop
for x in y:
    pass
else:
    break
