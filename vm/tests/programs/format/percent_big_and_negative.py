# % with big ints and negatives in every base.
n = 2**70
print("%d %x %X %o" % (n, n, -n, n))
print("%d %x %o" % (-255, -255, -8))
print("%25d|%-25d|%+d|%030d" % (n, n, n, -n))
