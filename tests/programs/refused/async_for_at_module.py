# refused: 2 SyntaxError: async for/with outside async function
async for x in y:
    pass
