# The method forms accept any iterable.
a = {1, 2, 3}
print(
    sorted(a.union([3, 4])), sorted(a.intersection((2, 9))), sorted(a.difference(range(2))),
    sorted(a.symmetric_difference([3, 7])),
)
print(sorted(a.difference([1], [2])), sorted(a.difference()), a.isdisjoint([4]), a.isdisjoint("x"), a.isdisjoint([1]))
a.intersection_update([1, 2])
a.difference_update((1,))
a.symmetric_difference_update([2, 5])
print(a, {1}.update([2]))
