# refused: 2 SyntaxError: invalid syntax
x = "text" b"bytes"
