# Writing in the middle overwrites and then extends.
import io

s = io.StringIO("abcdef")
s.seek(2)
s.write("XY")
print(s.getvalue())
s.seek(4)
s.write("123456")
print(s.getvalue(), s.tell())
s = io.StringIO("keep")
s.write("N")
print(s.getvalue())
