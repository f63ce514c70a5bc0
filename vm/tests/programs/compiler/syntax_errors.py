# Many small texts that are not programs.
for text in (
    "a +", "def f(:", "return 1", "break", "continue", "yield 1", "1 = x", "f() = 1", "None = 1", "x +",
    "for in y: pass", "class", "import", "from x import", "while", "lambda x", "'open", "(1, 2", "]",
    "def f(a, a): pass", "def f(a=1, b): pass", "nonlocal x", "a, *b, *c = d", "x = *y", "del 5", "try: pass",
    "else: pass", "if x:\npass", "  x = 1", "x = 1 y = 2", "$", "f(a=1, 2)", "@\ndef f(): pass", "global x = 1",
    "1.2.3", "0b2", "0o8", "with x as 1: pass", "except: pass", "not", "print 5", "def f():\n  x\n y",
):
    try:
        exec(text, {})
        print("accepted", repr(text))
    except SyntaxError:
        print("rejected", repr(text))
    except Exception as e:
        print(type(e).__name__, repr(text))
