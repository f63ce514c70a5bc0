# Relative imports outside a package, at every level and form.
tried = 0
try:
    from . import sibling
except ImportError:
    tried += 1
try:
    from .sibling import a
except ImportError:
    tried += 1
try:
    from .. import b as c
except ImportError:
    tried += 1
try:
    from ..parent.child import d, e as f
except ImportError:
    tried += 1
try:
    from ... import (g,)
except ImportError:
    tried += 1
try:
    from .... import h
except ImportError:
    tried += 1
try:
    from ...far import (i, j)
except ImportError:
    tried += 1
try:
    from . . .spaced import k
except ImportError:
    tried += 1
try:
    from ...... import l
except ImportError:
    tried += 1
try:
    from .star import *
except ImportError:
    tried += 1
try:
    from . import *
except ImportError:
    tried += 1
print(tried)
