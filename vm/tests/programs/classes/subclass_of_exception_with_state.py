# Exception subclasses carry their own attributes and methods.
class HttpError(Exception):
    def __init__(self, code, text=""):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return "http %d" % self.code


class NotFound(HttpError):
    def __init__(self):
        super().__init__(404, "gone")


try:
    raise NotFound()
except HttpError as e:
    print(e, e.code, e.args, isinstance(e, NotFound), repr(str(e)))
