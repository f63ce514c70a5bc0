# A family of exception classes, caught at different levels.
class AppError(Exception):
    pass


class InputError(AppError):
    pass


class NumberError(InputError):
    pass


for cls in (InputError, NumberError, AppError):
    for handler in (NumberError, InputError, AppError, ValueError):
        try:
            try:
                raise cls("x")
            except handler as e:
                print(cls.__name__, "caught as", handler.__name__, e)
        except Exception:
            pass
