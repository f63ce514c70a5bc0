# Which exceptions are subclasses of which.
pairs = (
    (ArithmeticError, Exception), (ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError),
    (IndexError, LookupError), (KeyError, LookupError), (NotImplementedError, RuntimeError),
    (UnicodeError, ValueError), (IndentationError, SyntaxError), (StopIteration, Exception),
    (GeneratorExit, BaseException), (GeneratorExit, Exception), (KeyboardInterrupt, Exception),
    (SystemExit, Exception), (SystemExit, BaseException), (OSError, Exception), (MemoryError, Exception),
    (ImportError, Exception), (AttributeError, Exception), (NameError, Exception), (AssertionError, Exception),
    (EOFError, Exception), (TypeError, ValueError),
)
for a, b in pairs:
    print(a.__name__, b.__name__, issubclass(a, b))
