# import * takes public names, or what __all__ lists.
from lib.plain import *

print(value, get(), "_hidden" in globals(), "changes" in globals())
from lib.starred import *

print(one, "_two" in globals(), "three" in globals())
