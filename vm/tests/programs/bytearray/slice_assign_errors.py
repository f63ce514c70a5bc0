# Slice steps and values that bytearray refuses.
b = bytearray(b"abcdef")


def step():
    b[0:4:2] = b"xy"


def number():
    b[0:2] = 5


def text():
    b[0:2] = "zz"


for f in (step, number, text):
    try:
        f()
        print(b)
    except Exception as e:
        print(type(e).__name__)
try:
    del b[0]
    print(b)
except TypeError:
    print("TypeError")
