# refused: 3 SyntaxError: invalid syntax
async def f():
    await -x
