# refused: 3 SyntaxError: 'await' outside function
async def f():
    return [await x for x in y]
