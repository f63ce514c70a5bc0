# Dictionary and set comprehensions.
print({x: x * x for x in range(3)} == {0: 0, 1: 1, 2: 4})
print(sorted({x % 3 for x in range(10)}), sorted({x for x in "hello" if x != "l"}))
print(sorted({k: v for v, k in enumerate("ab")}.items()))
print({(a, b): a + b for a in (1,) for b in (2,) if b})
print({x: {y for y in range(x)} for x in range(2)})
print({x: [y for y in "ab"] for x in (1,)}, {str(x): None for x in (1, 2) if x > 1})
print({a if a else "z" for a in ("",)}, {a: b for a, *b in ("xyz",)})
