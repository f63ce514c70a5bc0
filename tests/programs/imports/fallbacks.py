# Imports chosen at run time, with fallbacks.
try:
    import no_such_json as json
except ImportError:
    import json
try:
    from no_such import thing
except ImportError:
    def thing(x): return x * 2
else:
    print("never")
finally:
    print("tried")
if True:
    import binascii as b
for name in ("math", "no_such_at_all"):
    try:
        print(name, __import__(name).__name__)
    except ImportError:
        print(name, "missing")
print(json.dumps([1, None]), thing(4), b.hexlify(b"ab"))
