# refused: 3 SyntaxError: async for/with outside async function
x = 1
async with y:
    pass
