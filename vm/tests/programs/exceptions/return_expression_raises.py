# An exception while computing the return value inside try is caught there.
def f(x):
    try:
        return 10 // x
    except ZeroDivisionError:
        return "zero"
    except TypeError:
        return "type"
    finally:
        done.append(x)


done = []
print(f(2), f(0), f("a"), done)


def loop():
    while True:
        try:
            return [1, 2][len(done)]
        except IndexError:
            done.pop()


print(loop(), done)
