# The line feed here is the only one: the rest end with a carriage return.
print("one")for i in range(2):    print(i)print("""ab""", len("""ab"""))