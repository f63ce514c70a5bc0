# A backslash before the newline joins two lines.
total = 1 + \
    2 + \
3
if total == 6 and \
        total != 7:
    print("six")
text = "ab\
cd"
print(text, \
      total)
assert \
    total
from micropython \
    import const
x = \
  \
  5
print(x); \
print(const(9))
