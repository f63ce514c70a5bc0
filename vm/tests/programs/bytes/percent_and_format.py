# Formatting into bytes with % and format.
print(b"%d-%s" % (5, b"x"))
print(b"%02x" % 10)
print(b"{}".format(3))
