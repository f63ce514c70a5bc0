# refused: 2 SyntaxError: malformed f-string
x = t"a}b"
