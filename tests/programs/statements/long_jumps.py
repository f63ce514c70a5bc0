# Loops and conditions whose jumps need two bytes.
def busy(n, a, b):
    total = 0
    while n:
        n -= 1
        for i in range(2):
            total += a * b + i - n if a else b
            total -= a * b - i + n if b else a
            if total > 1000 and a or total < -1000 and b or not total:
                total = (a + b) * (a - b) + (a ^ b) - (a | b) + (a & b)
                total = total * 3 + total // 2 - total % 7 + (total << 1)
            elif a < b < total < 100 or a > b > total or a == b == total:
                total = total + a + b + n + i + total * a + total * b + n * i
                continue
            else:
                total = total - a - b - n - i - total * a - total * b - n * i
            total = [total + x * y for x in (a, b) for y in (a, b) if x or y][0]
        for x in [a, b, n]:
            total ^= x + a * b + n * total % 1000 + (a if x else b) + (b if x else a)
            total %= 10007 + a + b + n + x + a * b + a * n + b * n + x * n + x * a
            if x == 3:
                break
            total += (x and a and b and n) or (x or a or b or n) or total
        else:
            total += 1 + a + b + n + a * b + a * n + b * n + a * a + b * b + n * n
    return total


print(busy(3, 1, 2), busy(2, 3, 5), busy(4, 0, 7))
