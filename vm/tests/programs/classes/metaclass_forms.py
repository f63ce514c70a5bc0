# The class statement takes no metaclass keyword, and every class is of type type.
class A:
    pass


print(type(A), isinstance(A, type), A.__class__)
for text in ("keyword", "other"):
    try:
        if text == "keyword":

            class B(metaclass=type):
                pass

        else:

            class B(A, option=1):
                pass

        print("made")
    except TypeError:
        print("TypeError")
