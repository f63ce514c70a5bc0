# return from loops inside try blocks unwinds all of them.
def f(log):
    for i in [1, 2]:
        for j in range(2):
            for k in (3, 4):
                try:
                    while True:
                        try:
                            for m in "x":
                                return i, j, k, m
                        finally:
                            log.append("inner")
                finally:
                    log.append("outer")


def g(n):
    for i in range(n):
        for x in [i]:
            try:
                if x == 2:
                    return x
            except ValueError:
                pass


log = []
print(f(log), log, g(5), g(1))
