# sys.exit() is code 0.
import sys

print("leaving")
sys.exit()
