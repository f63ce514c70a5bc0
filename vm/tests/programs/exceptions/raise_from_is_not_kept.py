# There is no chaining: what an exception is raised from is not kept.
try:
    raise ValueError(1) from KeyError(2)
except ValueError as error:
    print(error.args, hasattr(error, "__cause__"))
try:
    raise ValueError(3) from None
except ValueError as error:
    print(error.args)
