# Only the low byte of a large code is seen outside.
import sys

print("leaving with 256 + 5")
sys.exit(256 + 5)
