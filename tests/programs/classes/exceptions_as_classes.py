# Exception classes with fields, methods and a hierarchy.
class AppError(Exception):
    code = 1

    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail

    def report(self):
        return self.__class__.__name__, self.code, self.args[0], self.detail


class NotFound(AppError):
    code = 404


class Fatal(NotFound): pass


for kind in (AppError, NotFound, Fatal):
    try:
        raise kind("m", detail=kind.code)
    except NotFound as e:
        print("not found", e.report())
    except AppError as e:
        print("app", e.report())
