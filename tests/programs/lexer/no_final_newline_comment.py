# The last line is a comment without a newline.
if True:
    print("body")
    # indented, then the end