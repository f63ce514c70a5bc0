# The = form prints the expression text and its value.
a = 5
b = "text"
print(f"{a=}")
print(f"{b=}", f"{a + 1=}", f"{b[1:3]=}")
print(f"{a=:03d}")
