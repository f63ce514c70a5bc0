# Widths and precisions can themselves come from arguments.
print("{:{}}|{:{}.{}f}".format("a", 5, 3.14159, 8, 2))
print("{:{fill}{align}{width}}".format("mid", fill="*", align="^", width=9))
print("{0:>{1}}".format("r", 4))
