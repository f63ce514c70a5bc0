# Reading items and slices, with steps in both directions.
l = list(range(8))
print(l[0], l[-1], l[2:5], l[:3], l[5:], l[:], l[::2], l[1::3], l[::-1], l[6:1:-2], l[-3:], l[10:], l[3:3], l[-100:100])
for bad in (8, -9, "0", 1.0, None):
    try:
        l[bad]
    except Exception as e:
        print(type(e).__name__, end=" ")
print(l[True], [5][False])
