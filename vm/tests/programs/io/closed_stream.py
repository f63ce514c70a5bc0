# A closed stream refuses reads and writes.
import io

for cls in (io.StringIO, io.BytesIO):
    s = cls()
    s.close()
    for f in (lambda: s.read(), lambda: s.write(b"a" if cls is io.BytesIO else "a"), lambda: s.getvalue()):
        try:
            f()
            print("no error")
        except Exception as e:
            print(type(e).__name__)
