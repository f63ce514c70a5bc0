# return leaves through finally blocks, which may override it.
log = []


def plain():
    try:
        return log.append("value")
    finally:
        log.append("finally")


def override():
    try:
        return 1
    finally:
        return 2


def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"


def nested(x):
    try:
        try:
            return x
        finally:
            x = 5
            log.append("inner")
    finally:
        log.append("outer")


def in_except():
    try:
        raise KeyError
    except KeyError as e:
        return "from except"
    finally:
        log.append("after except")


def in_else():
    try:
        pass
    except KeyError:
        pass
    else:
        return "from else"
    finally:
        log.append("after else")


print(plain(), override(), swallow(), nested(1), in_except(), in_else())
print(log)
