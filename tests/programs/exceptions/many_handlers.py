# A long try: many handlers, each with a body, inside a loop.
def f(e):
    for attempt in range(2):
        try:
            try:
                raise e
            except ZeroDivisionError: return "zero"
            except AttributeError as x: return "attr", x.args
            except (ImportError, MemoryError): return "import"
            except NotImplementedError: return "todo"
            except StopIteration: continue
            except SyntaxError: break
            except UnicodeError: pass
            except ValueError as x: raise KeyError(x.args) from x
            except LookupError: raise
            except ArithmeticError: return "arithmetic"
            except EOFError: return
            else: return "none"
            finally: e2 = e
        except KeyError as x: return "key", x.args
    else:
        return "ran out"
    return "broke", type(e2).__name__ if isinstance(e2, Exception) else e2.__name__


for e in (ZeroDivisionError, AttributeError("a"), MemoryError, NotImplementedError, StopIteration,
          SyntaxError, UnicodeError, ValueError("v"), IndexError, KeyError("k"), OverflowError):
    try:
        print(f(e))
    except Exception as x:
        print("out", type(x).__name__)
print(f(EOFError))
