# factorial of small and large arguments, and its errors.
import math

print([math.factorial(n) for n in range(8)], math.factorial(25))
for bad in (-1, "a"):
    try:
        math.factorial(bad)
    except Exception as e:
        print(type(e).__name__)
