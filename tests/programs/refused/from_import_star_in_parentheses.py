# refused: 2 SyntaxError: invalid syntax
from a import (*)
