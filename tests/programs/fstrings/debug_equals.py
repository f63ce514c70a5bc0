# The = form shows the expression and its value.
n, s, items = 5, "ab", [1]
print(f"{n=} {s=} {items=}")
print(f"{n + 1=} {items[0]=} {len(s)=}")
print(f"{n =} {  n=}", f"{n=:04d}", f"{s=!r}", f"{n==5}")
print(f"a{n=}b{n=}c" f"{s=}")
