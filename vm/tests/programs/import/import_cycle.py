# Modules that import each other see each other half made, then whole.
import lib.cycle_a

print(lib.cycle_a.from_b(), lib.cycle_a.second)
print(lib.cycle_b.later(), lib.cycle_b.cycle_a is lib.cycle_a)
