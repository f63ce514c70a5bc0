# A class that makes something else than an exception: it is not asked again what that makes.
class Itself(Exception):
    def __new__(cls):
        return cls


class Number(Exception):
    def __new__(cls):
        return 5


for made in (Itself, Number):
    try:
        raise made
    except TypeError as error:
        print(error)
