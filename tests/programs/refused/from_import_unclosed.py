# refused: 3 SyntaxError: invalid syntax
from a import (b, c
