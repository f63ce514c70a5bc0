# A negative code wraps to a byte.
import sys

print("leaving with -1")
sys.exit(-1)
