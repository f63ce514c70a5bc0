# Making, listing, renaming and removing files and directories.
import os
import time

base = "/tmp/files-%d" % time.time_ns()
os.mkdir(base)
os.mkdir(base + "/sub")
with open(base + "/one", "w") as f:
    f.write("12345")
with open(base + "/two", "w") as f:
    f.write("")
print(sorted(os.listdir(base)), sorted((e[0], e[1]) for e in os.ilistdir(base)))
print(os.stat(base + "/one")[6], os.stat(base)[0] & 0xF000, os.stat(base + "/one")[0] & 0xF000)
print(sorted(os.listdir(bytes(base, "utf-8"))))
os.rename(base + "/one", base + "/sub/three")
print(sorted(os.listdir(base)), os.listdir(base + "/sub"))
for f in (lambda: os.rmdir(base + "/sub"), lambda: os.mkdir(base), lambda: os.remove(base + "/gone")):
    try:
        f()
    except OSError as e:
        print(e.errno)
before = os.getcwd()
os.chdir(base)
print(os.getcwd() == base, os.listdir("sub"))
os.chdir(before)
os.unlink(base + "/sub/three")
os.remove(base + "/two")
os.rmdir(base + "/sub")
print(os.listdir(base))
os.rmdir(base)
