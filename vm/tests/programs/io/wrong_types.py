# Text into BytesIO, bytes into StringIO, and bad arguments.
import io

for f in (
    lambda: io.StringIO().write(5), lambda: io.BytesIO().write(5), lambda: io.StringIO(b"bytes").read(),
    lambda: io.BytesIO("text").read(), lambda: io.BytesIO().readinto(b"const"), lambda: io.StringIO("a").read("x"),
    lambda: io.StringIO().nothing,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
