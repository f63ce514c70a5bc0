# refused: 3 SyntaxError: invalid syntax
async def f():
    return [x async for x in y]
