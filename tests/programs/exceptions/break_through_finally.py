# break and continue leave through try, finally and with in loops.
class Guard:
    def __enter__(self): return self
    def __exit__(self, *args): log.append("exit")


def f():
    for i in range(4):
        try:
            if i == 0: continue
            if i == 3: break
        finally:
            log.append(i)
    while True:
        with Guard():
            try:
                break
            finally:
                log.append("while")
    for i in "ab":
        with Guard():
            with Guard():
                continue
    for i in (1, 2):
        try:
            raise ValueError
        except ValueError as e:
            if i == 2: break
            continue
        finally:
            log.append("last")
    for i in [5]:
        try:
            try:
                for j in range(2):
                    try:
                        break
                    finally:
                        log.append("j")
            finally:
                break
        finally:
            log.append("i")


log = []
f()
print(log)
