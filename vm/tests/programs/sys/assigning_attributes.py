# Of module sys, path and the prompts can be set.
import sys

old = sys.path
sys.path = ["elsewhere"]
print(sys.path)
sys.path = old
sys.ps1 = "? "
print(sys.ps1, sys.ps2)
for name in ("argv", "version", "new_name"):
    try:
        setattr(sys, name, 1)
        print("set")
    except AttributeError as e:
        print(e)
