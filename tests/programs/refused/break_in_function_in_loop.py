# refused: 4 SyntaxError: 'break'/'continue' outside loop
for x in y:
    def f():
        break
