# A name defined in a module hides the builtin until it is deleted.
def len(x):
    return "mine"


print(len([1, 2]))
del len
print(len([1, 2]))
import builtins

builtins.extra = lambda: "added to builtins"
print(extra(), builtins.len is len, hasattr(builtins, "print"))
