# Subset and superset tests as methods and operators.
a, b = {1, 2}, {1, 2, 3}
print(a < b, a <= b, b > a, b >= a, a < a, a <= a, a == {2, 1}, a != b, set() < a)
print(a.issubset(b), b.issuperset(a), a.issubset([1, 2, 9]), a.issuperset([1]), b.issubset(a))
print({1} < {2}, {1} > {2}, {1} == {2}, {1} == [1], {1.0, 2} == a)
