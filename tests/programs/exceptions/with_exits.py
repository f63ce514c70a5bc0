# Every way to leave a with block.
class Guard:
    def __enter__(self): log.append("in")
    def __exit__(self, *args): log.append(args[0] and args[0].__name__)


def returns(x):
    with Guard():
        if x: return "early"
        log.append("body")
    return "end"


def loops():
    for i in range(3):
        with Guard():
            if i == 0: continue
            break
    while 1:
        with Guard(), Guard():
            return i


def raises():
    try:
        with Guard():
            try:
                raise ValueError
            finally:
                log.append("finally")
    except ValueError:
        with Guard():
            return "handled"


log = []
print(returns(0), returns(1), log)
log = []
print(loops(), log)
log = []
print(raises(), log)
