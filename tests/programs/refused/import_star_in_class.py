# refused: 3 SyntaxError: import * not at module level
class C:
    from math import *
