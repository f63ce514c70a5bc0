# refused: 3 SyntaxError: 'await' outside function
class C:
    x = await y
