# refused: 3 SyntaxError: 'return' outside function
class C:
    return
