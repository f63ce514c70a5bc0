# Numbers from ranges.
import random

random.seed(42)
print([random.randrange(10) for _ in range(10)])
print([random.randrange(5, 8) for _ in range(10)])
print([random.randrange(0, 100, 7) for _ in range(10)])
print([random.randrange(10, -10, -3) for _ in range(10)])
print([random.randint(-2, 2) for _ in range(10)])
print(random.randint(3, 3), random.randrange(1), random.randrange(2**31))
print([random.choice("abcdef") for _ in range(8)], random.choice([7]))
for arguments in ((0,), (-1,), (3, 3), (3, 1), (0, 5, 0), (0, 5, -1), (5, 0, 1)):
    try:
        print(random.randrange(*arguments))
    except ValueError as error:
        print(arguments, repr(error))
