# with over streams: the stream itself is the target and is usable inside.
import io

with io.StringIO() as f:
    f.write("inside")
    text = f.getvalue()
print(text)


class Wrap:
    def __init__(self, inner):
        self.inner = inner

    def __enter__(self):
        return self.inner.append

    def __exit__(self, *a):
        self.inner.append("end")


l = []
with Wrap(l) as add:
    add(1)
    add(2)
print(l)
