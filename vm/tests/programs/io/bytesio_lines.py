# Lines from BytesIO are bytes.
import io

b = io.BytesIO(b"one\ntwo\r\nthree")
print(b.readline(), b.readline(), b.readline(), b.readline())
print(list(io.BytesIO(b"a\n\nb")))
