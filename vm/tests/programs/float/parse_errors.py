# float() rejects text that is not wholly a number, and wrong types.
def kind(x):
    try:
        return float(x)
    except Exception as e:
        return type(e).__name__


for text in ("", " ", "1.2.3", "1e", "abc", "1 2", "0x10", "--1", "1.0x"):
    print(repr(text), kind(text))
print(kind(None), kind([]), kind(b"2.5"), kind(True), kind(7), kind(2**70))
