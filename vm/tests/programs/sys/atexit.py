# A function given to sys.atexit runs when the program ends, and the last one wins.
import sys

print(sys.atexit(lambda: print("first is replaced")))
old = sys.atexit(lambda: print("goodbye"))
print(callable(old))
print("end of program")
