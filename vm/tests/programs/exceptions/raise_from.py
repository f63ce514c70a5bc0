# raise from evaluates its cause and raises the first.
def cause():
    print("cause evaluated")
    return KeyError("cause")


try:
    raise ValueError("effect") from cause()
except ValueError as e:
    print(type(e).__name__, e)
try:
    raise ValueError from None
except ValueError as e:
    print(e.args)
