# A bare annotation in a function makes the name a local.
value = "global"


def reads():
    return value


def declares():
    value: str
    try:
        return value
    except NameError:
        return "unbound"


def assigns():
    value: str
    value = "local"
    return value


print(reads(), declares(), assigns(), value)
