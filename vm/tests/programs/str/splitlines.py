# splitlines at newlines, carriage returns and both, optionally keeping them.
t = "one\ntwo\r\nthree\rfour\n\nsix\n"
print(t.splitlines())
print(t.splitlines(True))
print("".splitlines(), "\n".splitlines(), "no end".splitlines(), "a\n".splitlines(False))
