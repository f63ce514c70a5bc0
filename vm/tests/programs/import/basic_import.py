# import binds a module whose names are attributes; it runs once.
import lib.plain
import lib.plain as p
from lib.plain import value, get as g

print(lib.plain is p, p.value, value, g(), p.__name__, lib.__name__, lib.greeting)
p.set_value(20)
print(p.value, value, g(), lib.plain.get())
p.changes.append("shared")
print(lib.plain.changes)
