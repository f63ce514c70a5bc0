# refused: 3 SyntaxError: 'yield' outside function
class C:
    x = yield
