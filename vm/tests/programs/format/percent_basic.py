# The % operator with one value, a tuple and the common conversions.
print("%d and %s" % (3, "x"), "%s" % "lone", "%d%%" % 50, "%r" % "q", "%c%c" % ("a", 66))
print("%x %X %o %i" % (255, 255, 8, -3), "%s" % (None,), "%s" % [1, 2], "%s" % ((1, 2),))
print("no conversion" % (), "%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42))
print("%8s|%-8s|%.2s|%8.3s" % ("abc", "abc", "abc", "abcdef"))
