# Division by complex zero, and operators complex numbers lack.
z = 1 + 2j
for f in (
    lambda: z / 0, lambda: z / 0j, lambda: z // 1, lambda: z % 1, lambda: int(z), lambda: float(z), lambda: z & 1,
    lambda: 0j ** -1,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
