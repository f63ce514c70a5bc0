# Every combination of except, else and finally.
def run(fail, log):
    try:
        log.append("a")
        if fail: raise fail
    except ValueError:
        log.append("A")
    try:
        log.append("b")
        if fail: raise fail
    except ValueError:
        log.append("B")
    else:
        log.append("Belse")
    try:
        log.append("c")
        if fail: raise fail
    except ValueError:
        log.append("C")
    finally:
        log.append("Cfin")
    try:
        if fail: raise fail
    except ValueError as e:
        log.append("D")
    else:
        log.append("Delse")
    finally:
        log.append("Dfin")
    try:
        log.append("e")
    finally:
        log.append("Efin")
    return log


print(run(None, []))
print(run(ValueError, []))
log = []
try:
    run(KeyError, log)
except KeyError:
    print(log)
