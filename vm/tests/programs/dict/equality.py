# Dicts are equal by content whatever the insertion order.
a = {}
b = {}
for i in range(10):
    a[i] = str(i)
    b[9 - i] = str(9 - i)
print(
    a == b, a != b, a == {}, {} == {}, {"a": 1} == {"a": 1.0}, {"a": 1} == {"b": 1},
    {"a": {"n": [1]}} == {"a": {"n": [1]}}, {} == [],
)
try:
    {} < {}
except TypeError:
    print("TypeError")
