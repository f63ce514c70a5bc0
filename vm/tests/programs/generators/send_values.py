# send resumes a generator with a value; yield is that value.
def average():
    total = count = 0
    avg = None
    while True:
        v = yield avg
        total += v
        count += 1
        avg = total / count


a = average()
print(next(a), a.send(10), a.send(20), a.send(0))


def echo():
    while True:
        got = yield
        print("got", got)
        if got == "stop":
            return "stopped"


e = echo()
e.send(None)
e.send(1)
next(e)
try:
    e.send("stop")
except StopIteration as x:
    print(x.value)
