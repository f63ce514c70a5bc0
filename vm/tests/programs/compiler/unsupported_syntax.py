# Forms of newer Python that are refused.
for text in (
    "match x:\n    case 1: pass", "def f(a, /, b): pass", "x = [*y]", "x = {**y}",
    "try:\n    pass\nexcept* E:\n    pass", "f'{x}' 'y' f'{'", "type X = int",
    "async def f():\n    return [i async for i in y]",
):
    try:
        exec(text, {"y": [], "x": 1, "E": ValueError})
        print("accepted", repr(text))
    except SyntaxError:
        print("rejected", repr(text))
