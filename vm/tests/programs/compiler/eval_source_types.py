# eval and exec take bytes and compiled code, and nothing else.
print(eval(b"1 + 2"), eval(bytearray(b"3")))
for bad in (5, None, ["1"]):
    try:
        print(eval(bad))
    except TypeError:
        print("TypeError")
try:
    eval("undefined_name")
except NameError:
    print("NameError")
print(eval("__name__", {"__name__": "custom"}))
