# refused: 3 SyntaxError: 'break'/'continue' outside loop
x = 1
break
