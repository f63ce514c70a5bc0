# The atexit function runs on sys.exit too, and the code stays.
import sys

sys.atexit(lambda: print("at exit"))
print("body")
sys.exit(6)
