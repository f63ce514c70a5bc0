# Opening what is not there, and modes that do not exist.
import io

for args in (("/no/such/dir/file",), ("/no/such/dir/file", "w"), ("/no/such/dir/file", "rb")):
    try:
        open(*args)
        print("opened")
    except OSError as e:
        print("OSError", e.errno)
print(io.open is open or callable(io.open))
