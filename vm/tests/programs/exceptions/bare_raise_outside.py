# A bare raise with nothing being handled is a RuntimeError.
try:
    raise
except RuntimeError:
    print("RuntimeError")


def helper():
    raise


try:
    helper()
except RuntimeError:
    print("RuntimeError")
