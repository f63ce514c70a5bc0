# refused: 4 SyntaxError: 'break'/'continue' outside loop
while x:
    class C:
        continue
