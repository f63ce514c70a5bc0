# The r prefix keeps backslashes in a t-string; escapes work otherwise.
v = 7
print(rt"\d{v}\n".strings, tr"\x{v}".strings, t"\t{v}\x41".strings)
print(t"""multi
line {v}""".strings)
