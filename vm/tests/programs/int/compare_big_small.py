# Ordering between big and small ints of all signs is total.
nums = [2**70, -1, 0, -(2**70), 5, 2**62, -(2**62), 2**62 - 1]
print(sorted(nums))
print(max(nums), min(nums))
print(2**70 == 2**70, 2**70 != 2**70 + 1, 2**70 > 5, 5 < 2**70, -(2**70) < -5, 5 == 2**70)
print(2**64 - 2**64 == 0, 2**64 - 2**64 + 3 == 3)
