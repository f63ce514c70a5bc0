# refused: 0 NotImplementedError: unicode name escapes
x = 1
y = "\N{DEGREE SIGN}"
