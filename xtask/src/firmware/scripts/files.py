# Files in memory: written, moved, listed, and more than there is room for.
import io
import os

os.mkdir("folder")
os.chdir("folder")
with open("a.txt", "w") as file:
    for number in range(50):
        print(number, "line", file=file)
with open("a.txt", "r+b") as file:
    file.seek(10)
    file.write(b"****")
    file.seek(0)
    print(file.readline(), file.read(20), file.tell())
with open("a.txt", "a") as file:
    file.write("end")
files = []
try:
    while True:
        files.append(open("f%d" % len(files), "w"))
except OSError as error:
    print(error.errno)
for file in files:
    file.close()
try:
    with open("big", "wb") as file:
        while True:
            file.write(bytes(1000))
except OSError as error:
    print(error.errno)
os.remove("big")
os.rename("a.txt", "b.txt")
print(os.listdir(), os.stat("b.txt")[6], os.getcwd())
with open("module.py", "w") as file:
    file.write("value = [i * i for i in range(5)]\ndef f(): return value\n")
import module

print(module.f())
buffer = io.BytesIO(b"0123456789")
buffer.seek(-3, 2)
print(buffer.read(), io.StringIO("a\nb").readlines() if hasattr(io.StringIO, "readlines") else None)
for name, *rest in os.ilistdir():
    os.remove(name)
os.chdir("..")
os.rmdir("folder")
