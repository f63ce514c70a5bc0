# Endless recursion that is caught leaves the program able to choose its exit code.
import sys


def f():
    return f()


try:
    f()
except RuntimeError:
    print("RuntimeError")
    sys.exit(12)
