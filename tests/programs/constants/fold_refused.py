# Constant expressions that cannot be folded raise when they run.
def attempt(f):
    try:
        return f()
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as e:
        return type(e).__name__


print(attempt(lambda: 1 / 0), attempt(lambda: 1 // 0), attempt(lambda: 1 % 0))
print(attempt(lambda: 1.0 // 0.0), attempt(lambda: 0 ** -1), attempt(lambda: 0.0 ** -1))
print(attempt(lambda: 1 << -1), attempt(lambda: 1 >> -1))
print(attempt(lambda: 1.5 & 1), attempt(lambda: 1.5 | 1), attempt(lambda: 1 ^ 1.5))
print(attempt(lambda: 1 << 1.5), attempt(lambda: ~1.5), attempt(lambda: 1 @ 2))
print(attempt(lambda: 5 + 1 / 0 + 6))
