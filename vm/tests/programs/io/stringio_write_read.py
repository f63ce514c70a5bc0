# StringIO: writing, seeking, reading, and the whole value.
import io

s = io.StringIO()
print(s.write("hello"), s.write(" world"), s.getvalue(), repr(s.read()))
print(s.seek(0), s.read(5), s.read(), repr(s.read()), s.tell())
s.seek(6)
s.write("W")
print(s.getvalue())
s.seek(0, 2)
s.write("!")
print(s.getvalue(), s.tell())
t = io.StringIO("initial")
print(t.read(3), t.read(0) == "", t.read(-1), t.getvalue())
