# refused: 3 SyntaxError: 'break'/'continue' outside loop
if x:
    continue
