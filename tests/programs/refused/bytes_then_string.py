# refused: 2 SyntaxError: invalid syntax
x = b"bytes" "text"
