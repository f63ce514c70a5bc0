# Methods and attributes added to a class later reach existing instances.
class C:
    pass


c = C()
C.greet = lambda self: "hi " + self.name
C.name = "class"
print(c.greet())
c.name = "own"
print(c.greet())
C.__len__ = lambda self: 3
print(len(c))
del C.greet
print(hasattr(c, "greet"))
