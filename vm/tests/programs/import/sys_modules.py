# sys.modules remembers modules; removing one makes it run again.
import sys
import lib.plain

print("lib.plain" in sys.modules, sys.modules["lib.plain"] is lib.plain)
lib.plain.set_value("changed")
old = lib.plain
del sys.modules["lib.plain"]
import lib.plain

print(lib.plain is old, lib.plain.value)
