# A break or continue inside finally discards the exception or return.
def f():
    for i in range(3):
        try:
            1 // 0
        finally:
            if i == 1:
                break
            continue
    return "survived", i


def g():
    while True:
        try:
            return "returned"
        finally:
            break
    return "after the loop"


print(f(), g())
