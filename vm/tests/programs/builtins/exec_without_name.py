# Global variables without __name__ find that of builtins, which the body of a class needs.
exec("print(__name__)", {})
space = {}
exec("class A:\n    x = 1", space)
print(space["A"].x)
try:
    exec("print(__file__)", {})
except NameError as e:
    print(e)
