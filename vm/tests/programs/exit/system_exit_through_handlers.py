# SystemExit is not caught by except Exception and runs finally.
import sys

try:
    try:
        sys.exit(4)
    except Exception:
        print("not here")
    finally:
        print("finally")
except ValueError:
    print("nor here")
