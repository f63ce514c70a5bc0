# Complete try statements inside handlers and finally parts.
log = []
try:
    raise ValueError("a")
except ValueError:
    try:
        raise KeyError("b")
    except KeyError as e:
        log.append(e.args[0])
    else:
        log.append("wrong")
    finally:
        try:
            raise IndexError("c")
        except IndexError as e:
            log.append(e.args[0])
        finally:
            log.append("inner finally")
finally:
    try:
        log.append("last")
    finally:
        log.append("very last")
print(log)


def g():
    try:
        return "value"
    finally:
        try:
            1 // 0
        except ZeroDivisionError:
            pass


print(g())
