# refused: 5 SyntaxError: 'await' outside function
async def f():
    pass

await f()
