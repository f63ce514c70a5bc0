# print writes pieces to any stream given as file.
import io

f = io.StringIO()
print("a", 1, None, file=f)
print("b", end="", file=f)
print("c", "d", sep="+", file=f)
print(repr(f.getvalue()))
