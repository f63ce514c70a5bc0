# __dict__ of built-in types: their own members; it cannot be changed.
print("from_bytes" in int.__dict__, "to_bytes" in int.__dict__, "append" in list.__dict__, "append" in int.__dict__)
print(type(int.__dict__), type(type).__dict__)
try:
    int.__dict__["new"] = 1
except TypeError:
    print("TypeError")
print(hasattr(1, "__dict__"))
