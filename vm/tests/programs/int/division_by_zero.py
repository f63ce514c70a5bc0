# Integer division by zero raises ZeroDivisionError, big or small; a zero modulus in pow a ValueError.
def kind(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__


zero = 0
for n in (1, 0, -5, 2**70):
    print(kind(lambda: n // zero), kind(lambda: n % zero), kind(lambda: n / zero), kind(lambda: divmod(n, zero)))
print(kind(lambda: pow(2, 3, 0)))
