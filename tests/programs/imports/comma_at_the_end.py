# A comma may follow the last of the names, in parentheses or not.
from math import floor,
from math import ceil, sqrt as root,
from math import (pow as power, trunc,)

print(floor(1.5), ceil(1.5), root(9.0), power(2, 3), trunc(2.5))
