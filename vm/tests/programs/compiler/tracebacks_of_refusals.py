# What the compiler refuses has a traceback with the name of the source, and of the function that it was compiling.
import io
import sys


def tell(source):
    try:
        exec(source)
    except SyntaxError as e:
        out = io.StringIO()
        sys.print_exception(e, out)
        lines = out.getvalue().split("\n")
        print([line for line in lines if line.startswith('  File "<string>"')], lines[-2])


tell("(")
tell("x = 1\nreturn x")
tell("def f():\n    def g():\n        nonlocal x")
tell("class A:\n    x = [(yield) for y in 5]")
tell("lambda x: (x := break)")
