# Complex numbers can be equal to numbers but never ordered.
print(1 + 0j == 1, 1 == 1 + 0j, 1j == 1j, 1j != 2j, 1 + 1j == 1 + 1j, 1j == "1j", 0j == 0.0)
print(bool(0j), bool(0.1j))
for f in (lambda: 1j < 2j, lambda: 1j > 1, lambda: sorted([1j, 2j])):
    try:
        f()
    except TypeError:
        print("TypeError")
