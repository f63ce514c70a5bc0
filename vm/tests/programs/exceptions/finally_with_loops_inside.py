# Loops inside finally parts run whole, whatever is on its way out.
def f(how):
    log = []
    for outer in range(2):
        try:
            if how == "return":
                return log
            if how == "break":
                break
            if how == "raise":
                raise ValueError(log)
        finally:
            for i in range(5):
                if i == 1:
                    continue
                if i == 3:
                    break
                log.append(i)
            while len(log) < 4:
                log.append("w")
    return ("end", log)


print(f("return"), f("break"), f("none"))
try:
    f("raise")
except ValueError as e:
    print(e.args[0])
