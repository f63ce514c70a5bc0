# refused: 3 SyntaxError: async for/with outside async function
class C:
    async with y:
        pass
