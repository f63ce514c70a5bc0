# Iterators over things that have no other name keep them alive.
import gc


def waste():
    for i in range(30):
        [i, str(i), (i,)]
    gc.collect()


its = [
    iter([10, 20]), iter("ab"), iter(("t", "u")), map(str, [1, 2]), zip([1, 2], "xy"), enumerate(["e", "f"]),
    iter({"k": 1}), filter(None, [5, 6]), reversed([7, 8]), iter(b"\x01\x02"), iter(range(3, 5)), iter({9}),
]
waste()
print([next(i) for i in its])
waste()
print([next(i, "end") for i in its])
