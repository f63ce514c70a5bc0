# The right side is evaluated first and targets are stored left to right.
log = []


class Slot:
    def __setattr__(self, name, value):
        log.append((name, value))

    def __setitem__(self, key, value):
        log.append((key, value))


def note(x):
    log.append(x)
    return x


s = Slot()
s.a = s[note("k")] = s.b = note("v")
s[note(1)], s[note(2)] = note(3), note(4)
s[note(5)], s.c, s[note(6)] = note(7), note(8), note(9)
for entry in log:
    print(entry, end=" ")
print()
