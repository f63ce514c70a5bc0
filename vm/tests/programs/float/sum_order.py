# sum() and arithmetic in a loop give the same rounding in the same order.
vals = [0.1] * 10
t = 0.0
for v in vals:
    t += v
print(t, sum(vals), t == sum(vals), sum(vals, 1), sum([1e16, 1.0, -1e16]))
