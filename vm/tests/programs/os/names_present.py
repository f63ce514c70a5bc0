# The os functions that exist, and errors for paths that do not.
import os

print(
    [n for n in ("listdir", "mkdir", "remove", "rename", "rmdir", "stat", "getcwd", "chdir", "sep") if hasattr(os, n)],
    os.sep,
)
for f in (
    lambda: os.stat("/no/such/path"), lambda: os.listdir("/no/such/path"), lambda: os.remove("/no/such/path"),
    lambda: os.rename("/no/such/a", "/no/such/b"),
):
    try:
        f()
    except OSError as e:
        print(e.errno)
print(type(os.getcwd()), type(os.urandom(3)), len(os.urandom(3)))
