# An uncaught exception ends the program with code 1.
print("before")
1 // 0
print("after")
