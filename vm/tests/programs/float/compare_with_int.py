# Floats and ints compare by value.
print(1.0 == 1, 1 == 1.0, 1.5 > 1, 1 < 1.5, 2.0 <= 2, 3 >= 3.5)
print(0.0 == -0.0, 0.0 == 0, 1e15 == 10**15, -1.0 == -1)
print(sorted([3, 1.5, 2, -0.5, 2.5, 0]))
print(0.5 == False, 1.0 == True, 1.0 == "1.0", 1.0 == None)
