# refused: 3 SyntaxError: import * not at module level
def f():
    from math import *
