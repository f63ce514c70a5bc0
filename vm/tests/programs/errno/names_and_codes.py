# errno names known to both directions.
import errno

for name in ("ENOENT", "EACCES", "EEXIST", "EINVAL", "EIO", "EPERM", "ENOMEM", "EISDIR", "EBADF", "EAGAIN"):
    n = getattr(errno, name)
    print(name, n, errno.errorcode[n])
print(type(errno.errorcode), 99999 in errno.errorcode)
