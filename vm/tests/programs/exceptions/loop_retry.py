# A retry loop with a counter, else and finally.
attempts = []


def flaky(n):
    attempts.append(n)
    if n < 3:
        raise OSError(n)
    return "ok after %d" % n


n = 0
while True:
    n += 1
    try:
        result = flaky(n)
    except OSError as e:
        continue
    else:
        break
    finally:
        attempts.append("f")
print(result, attempts)
