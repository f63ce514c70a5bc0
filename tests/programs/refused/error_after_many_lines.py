# refused: 10 SyntaxError: invalid syntax
x = 1

# a comment


y = """
text
"""
z = 1 1
