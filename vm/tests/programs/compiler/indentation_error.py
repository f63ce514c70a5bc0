# Which bad indentation is an IndentationError and which a plain SyntaxError.
for text in ("if 1:\n  x = 1\n y = 2", "if 1:\nx = 1", " x = 1", "def f():\n", "if 1:\n    a = 1\n\tb = 2"):
    try:
        exec(text, {})
        print("accepted")
    except IndentationError:
        print("IndentationError")
    except SyntaxError:
        print("SyntaxError")
