# A module that raises while running is not left behind as imported.
import sys

for _ in range(2):
    try:
        import lib.broken

        print("imported")
    except ValueError as e:
        print("ValueError", e, "lib.broken" in sys.modules)
