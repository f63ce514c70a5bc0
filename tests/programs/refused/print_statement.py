# refused: 2 SyntaxError: invalid syntax
print "hello"
