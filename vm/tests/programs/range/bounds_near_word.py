# Ranges whose bounds come near the machine word.
print(len(range(2**40)), range(2**40)[2**39], list(range(2**60, 2**60 + 2)), list(range(-(2**60), -(2**60) + 5, 4)))
print(list(range(2**62 - 3, 2**62)), sum(1 for _ in range(2**61, 2**61 + 3)))
for i in range(2**62 - 2, 2**62 - 1):
    print(i)
try:
    range(2**64)
except OverflowError:
    print("OverflowError")
