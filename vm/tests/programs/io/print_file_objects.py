# Objects with a write method that derive from IOBase work as a stream for print.
import io


class Upper(io.IOBase):
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)


u = Upper()
print("a", 1, sep="-", file=u)
print(b"".join(u.parts))
try:
    print("x", file=5)
except Exception as e:
    print(type(e).__name__)
