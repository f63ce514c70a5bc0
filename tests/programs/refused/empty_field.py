# refused: 2 SyntaxError: malformed f-string
x = f"a{}b"
