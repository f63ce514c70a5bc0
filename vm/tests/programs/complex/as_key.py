# Equal complex values find the same dict entry.
d = {1 + 2j: "a"}
d[complex(1, 2)] = "b"
print(len(d), d[1 + 2j], (2 + 1j) in d)
print({1j, 1j, 2j} == {2j, 1j})
