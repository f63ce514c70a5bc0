# A return in finally overrides a return or an exception in the try.
def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        1 // 0
    finally:
        return "swallowed"


def value_kept():
    x = "before"
    try:
        return x
    finally:
        x = "after"


def both_paths(n):
    try:
        if n:
            return "early"
        r = "late"
    finally:
        print("cleanup", n)
    return r


print(override(), swallow(), value_kept(), both_paths(1), both_paths(0))
