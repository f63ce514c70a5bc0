# refused: 2 SyntaxError: invalid arch
@micropython.asm_thumb
def f():
    nop()
