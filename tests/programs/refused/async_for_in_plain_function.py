# refused: 3 SyntaxError: async for/with outside async function
def f():
    async for x in y:
        pass
