# partition and rpartition give the text before, the separator and the text after.
print("key=value=x".partition("="), "key=value=x".rpartition("="))
print("abc".partition("-"), "abc".rpartition("-"), "".partition("x"))
print("a--b--c".partition("--"), "a--b--c".rpartition("--"))
for f in ("abc".partition, "abc".rpartition):
    try:
        f("")
    except ValueError:
        print("ValueError")
