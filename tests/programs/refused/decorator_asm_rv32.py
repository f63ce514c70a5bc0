# refused: 2 SyntaxError: invalid arch
@micropython.asm_rv32
def f():
    nop()
