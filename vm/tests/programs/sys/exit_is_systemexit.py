# sys.exit raises SystemExit, which can be caught and carries its value.
import sys

for args in ((), (0,), (3,), ("text",), (None,)):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(e.args, e.value if hasattr(e, "value") else "")
try:
    sys.exit(1)
except Exception:
    print("caught as Exception")
except BaseException as e:
    print("only as", type(e).__name__)
finally:
    print("finally runs")
