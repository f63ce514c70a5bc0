# A KeyboardInterrupt passes except Exception and can be turned into an exit code.
import sys

try:
    try:
        raise KeyboardInterrupt
    except Exception:
        print("not an Exception")
except KeyboardInterrupt as e:
    print("KeyboardInterrupt", e.args)
    sys.exit(130)
