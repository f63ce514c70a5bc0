# Format specifications, literal and nested.
n, x, s, w, p = 42, 3.14159, "ab", 8, 2
print(f"{n:5}|{n:<5}|{n:>5}|{n:^5}|{n:05}|{n:+d}|{n: d}")
print(f"{n:x} {n:X} {n:#x} {n:b} {n:o} {n:c} {n:08b} {1000000:,}")
print(f"{x:.2f} {x:8.3f} {x:e} {x:g} {x:+.1f} {0.25:%}")
print(f"{s:5}|{s:>5}|{s:*^6}|{s:s}|{s:.1}")
print(f"{n:{w}}|{n:<{w}}|{x:{w}.{p}f}|{s:{'>'}{w}}|{n:{'0'}{w}{'b'}}")
print(f"{n:}|{s:}|{s!r:}")
