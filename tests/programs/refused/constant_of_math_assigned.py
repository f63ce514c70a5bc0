# refused: 3 SyntaxError: can't assign to expression
import math
math.pi = 3
