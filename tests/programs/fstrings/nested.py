# Formatted strings within formatted strings.
n, s = 5, "ab"
print(f"{f'{n}'}", f"{f'{n}' + '!'}", f'{f"{s}" f"{n}"}')
print(f"a{f'b{n}c'}d", f"{'x'.join([f'{i}' for i in range(3)])}")
print(f"{f'{n:>4}':<6}|", f"{f'{s!r}'!r}")
print(f"{'{}'.format(n)}", f"{f'{n}'}{f'{s}'}")
