# OSError keeps its number and names known ones.
import errno

e = OSError(errno.ENOENT)
print(e.errno == errno.ENOENT, e.args == (errno.ENOENT,), e)
e = OSError(5, "text")
print(e.errno, e.args)
print(OSError().args, OSError("only text").args, OSError(9999))
try:
    open("/no/such/file/here")
except OSError as e:
    print(e.errno, type(e).__name__)
