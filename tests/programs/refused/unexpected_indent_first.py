# refused: 2 IndentationError: unexpected indent
   x = 1
