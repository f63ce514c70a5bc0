# refused: 3 IndentationError: unindent doesn't match any outer indent level
if True:
        x = 1
    y = 2
