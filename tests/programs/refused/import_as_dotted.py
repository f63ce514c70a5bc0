# refused: 2 SyntaxError: invalid syntax
import a as b.c
