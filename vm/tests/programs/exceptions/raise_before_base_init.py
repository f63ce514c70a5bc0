# An object is no exception before __init__ of its base was called, or its own has returned.
class Early(Exception):
    def __init__(self):
        raise self


class Late(Exception):
    def __init__(self, number):
        super().__init__(number, "base")
        raise self


class Without(Exception):
    def __init__(self, *args):
        self.number = 5


try:
    Early()
except TypeError as error:
    print(error)
try:
    Late(3)
except Late as error:
    print(error.args)
error = Without(1, 2)
print(error.args, error.number, repr(error))
