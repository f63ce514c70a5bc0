# Floats.
import random

random.seed(7)
for _ in range(5):
    print("%.12f" % random.random())
print("%.12f" % random.uniform(2, 5))
print("%.12f" % random.uniform(5.5, -2))
