# Sorting by keys that differ, upwards and downwards, short and long lists.
for n in (0, 1, 2, 3, 12, 13, 24, 25, 100, 257):
    numbers = [i * 101 % 257 for i in range(n)]
    up = sorted(numbers)
    down = sorted(numbers, reverse=True)
    by_key = sorted(numbers, key=lambda x: -x)
    pairs = sorted([(x % 7, x) for x in numbers])
    numbers.sort(key=str)
    print(n, up == down[::-1], up == by_key[::-1], pairs[:2], numbers[:3], up[:3])
