# refused: 6 SyntaxError: no binding for nonlocal found
x = 1


class C:
    nonlocal x
