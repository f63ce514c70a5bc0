# Format specs in f-strings, including ones with nested fields.
x = 3.14159
w = 10
n = 255
print(f"{x:.2f}|{x:8.1f}|{n:#x}|{n:08b}|{n:>6}|{'ab':<4}|{'c':^5}|")
print(f"{x:{w}.3f}|{n:{w}}|{n:{'<'}{w}}|")
print(f"{n!r:>5}|{n:+}")
