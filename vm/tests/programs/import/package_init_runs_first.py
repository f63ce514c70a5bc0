# Importing a submodule imports its packages first.
import sys
import lib.deep.other

print([n for n in (
    "lib", "lib.deep", "lib.deep.other", "lib.deep.leaf", "lib.starred", "lib.cycle_a",
) if n in sys.modules])
print(lib.deep.other.tag, lib.deep.level)
