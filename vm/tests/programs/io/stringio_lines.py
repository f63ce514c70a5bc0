# Reading lines one at a time, by iteration and all together.
import io

text = "one\ntwo\n\nlast"
s = io.StringIO(text)
print(repr(s.readline()), repr(s.readline()), repr(s.readline()), repr(s.readline()), repr(s.readline()))
print([l for l in io.StringIO(text)], list(io.StringIO("")))
s = io.StringIO(text)
print(repr(s.readline(2)), repr(s.readline(10)))
if hasattr(s, "readlines"):
    print(s.readlines())
