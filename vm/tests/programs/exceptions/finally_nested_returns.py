# Returns through several finally blocks run all of them, inside out.
log = []


def f(n):
    try:
        try:
            try:
                if n == 0:
                    return "zero"
                if n == 1:
                    raise KeyError("one")
                log.append("plain")
            finally:
                log.append("inner")
        except KeyError:
            log.append("caught")
            return "handler"
        finally:
            log.append("middle")
    finally:
        log.append("outer")
    return "end"


for n in range(3):
    print(f(n), log)
    log.clear()
