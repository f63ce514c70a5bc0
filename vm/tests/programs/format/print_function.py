# print with separators, ends, no arguments and other objects.
import sys

print()
print("a", "b", sep="")
print(1, 2, 3, sep="-", end="!\n")
print("x", end="")
print("y")
print(None, [], sep="\n")
print("to stdout", file=sys.stdout)
