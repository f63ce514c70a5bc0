# round() without digits gives an int, halves going to the even side.
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.4), round(2.6), round(-2.6))
print(type(round(1.2)), type(round(1.2, 1)), round(7), round(10**20))
print(round(1e10), round(1e15 + 0.5))
for bad in (float("nan"), float("inf")):
    try:
        round(bad)
    except Exception as e:
        print(type(e).__name__)
