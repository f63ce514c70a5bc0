# refused: 4 SyntaxError: not a constant
from micropython import const
y = 1
X = const(y)
