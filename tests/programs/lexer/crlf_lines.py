# Lines that end with a carriage return and a line feed.
def f(x):
    if x:
        return """two
lines"""
    return "a\
b"


print(f(1), len(f(1)))
print(f(0), (1,
  2))
# the end
