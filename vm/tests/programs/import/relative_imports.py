# Relative imports inside packages reach siblings and parents.
import lib.deep

print(lib.deep.level, lib.deep.leaf_name, lib.deep.greeting, lib.deep.plain_get())
print(lib.deep.leaf.up(), lib.deep.__name__, lib.deep.leaf.__name__)
from lib.deep.other import tag
from lib.deep import other

print(tag, other.tag)
