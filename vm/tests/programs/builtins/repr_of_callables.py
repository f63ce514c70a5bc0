# Only the fixed parts of the text of functions, classes and instances.
class K:
    def m(self):
        pass


def named():
    pass


print(
    repr(named).startswith("<function named at 0x"), repr(K), repr(K()).startswith("<K object at "),
    repr(lambda: 0).startswith("<function <lambda> at "),
)
print(repr(len), repr(int), repr(K().m).startswith("<bound_method"), repr(object()).startswith("<object"))
