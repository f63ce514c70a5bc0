# The last line has no newline.
total = 0
for i in range(4):
    total += i
    if i == 3:
        print("last", total)