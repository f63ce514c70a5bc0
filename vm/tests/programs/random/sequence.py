# The same seed gives the same numbers.
import random

random.seed(1)
print([random.getrandbits(32) for _ in range(5)])
print([random.getrandbits(n) for n in (0, 1, 8, 31)])
for seed in (0, -1, True, 1 << 40, (1 << 40) + 7, -(1 << 70)):
    random.seed(seed)
    print(seed, random.getrandbits(32))
