# sys.exit with a text.
import sys

print("leaving with a text")
sys.exit("failed because")
