# Conversions !r and !s.
s, n = "q'\n", 5
print(f"{s!r} {s!s}", f"{n!r}", f"{[s]!s} {(s,)!r}")
print(f"{s!r:>8}|{n!s:<4}|{n!r:^5}|")
print(f"{n != 5} {n!=4}", f"{'!'}", f"{s != s!r}", f"a!b!r")
