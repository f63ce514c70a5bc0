# refused: 2 SyntaxError: invalid arch
@micropython.asm_xtensa
def f():
    nop()
