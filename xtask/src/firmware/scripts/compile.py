# The compiler on the board: what it takes, what nests too deep for it, and what is too long.
source = "def f(a, b=2, *c, d=4, **e):\n    return [a, b, c, d, e]\n"
exec(source)
print(f(1, x=5))
print(eval("(1 + 2) * 3 - -4 ** 5 // 6 % 7"))
for text in ("(" * 30 + ")" * 30, "[" * 100, "x" + ".y" * 100, "-" * 100 + "1", "1" + " if 1 else 2" * 60):
    try:
        eval(text)
    except (SyntaxError, RuntimeError, MemoryError, NameError, AttributeError) as error:
        print(type(error).__name__, error)
deep = "".join("%sif 1:\n" % (" " * n) for n in range(60)) + " " * 60 + "print(1)\n"
try:
    exec(deep)
except (SyntaxError, RuntimeError, MemoryError) as error:
    print(type(error).__name__)
lambdas = "lambda: " * 40 + "1"
try:
    print(eval(lambdas))
except (SyntaxError, RuntimeError) as error:
    print(type(error).__name__)
code = compile("for i in range(3):\n    print(f'{i!r:>{4}}', end='')\nprint()", "typed", "exec")
exec(code, {"x": 1})
exec("x = 1\n" * 300)
exec("class A:\n    def f(self): yield from (i async for i in self)\n")
print(eval("[i for i in range(10) if i % 2 for j in 'ab']"))
try:
    exec("def g():\n    nonlocal h\n")
except SyntaxError as error:
    print(error)
