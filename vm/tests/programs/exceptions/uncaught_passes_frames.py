# An exception unwinds several calls, loops and with-free try blocks.
trace = []


def level(n):
    trace.append(n)
    try:
        for i in range(2):
            if n == 4:
                raise LookupError("deep")
            level(n + 1)
    finally:
        trace.append(-n)


try:
    level(1)
except LookupError as e:
    print(e, trace)
