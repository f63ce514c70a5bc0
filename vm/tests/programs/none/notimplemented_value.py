# NotImplemented is a value of its own that a binary method returns to decline.
print(NotImplemented)


class Shy:
    def __add__(self, other):
        print("asked with", other)
        return NotImplemented


try:
    Shy() + 1
except TypeError:
    print("TypeError")
print(Shy().__add__(2) is NotImplemented)
