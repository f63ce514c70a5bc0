# and and or with constants are folded from the left.
x = "x"
y = ""
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, "" or 0, None or "a", () or 1)
print(1 and x, 0 and x, 1 or x, 0 or x, x and 1, x or 1, y and 1, y or 1)
print(1 and 2 and x, 1 and x and 2, x and 0 and 1, x and 1 and 0, y and 1 and 2)
print(0 or "" or x, 0 or x or 1, x or 0 or 1, y or 0 or 1, y or 1 or x, y or "" or 0)
print(1 and 0 or x, 0 or 1 and x, (1 or x) and y, not (1 and 0), not 1 or x)
print(True and x, False or y or 5, None and x, ... and x, (1, 2) and x, (0,) or x)
