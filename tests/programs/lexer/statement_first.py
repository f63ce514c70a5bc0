print("first")  # A statement on the very first line, before any newline.

# then a blank line and a comment
print("second")
