# sys.path and sys.argv are ordinary lists.
import sys

sys.path.append("/somewhere/else")
print(sys.path[-1], sys.path.pop(), all(isinstance(p, str) for p in sys.path))
sys.argv[:] = ["prog", "arg"]
import sys as again

print(again.argv, sys.modules is again.modules)
