# sys.exit(n) is code n.
import sys

print("leaving with 7")
sys.exit(7)
