# Writing to sys.stdout directly returns the length written.
import sys

n = sys.stdout.write("direct\n")
print(n)
sys.stdout.write("")
print(hasattr(sys.stdout, "write"), hasattr(sys.stdin, "read"), sys.stderr is not None)
n = sys.stdout.write("é€\n")
print(n)
