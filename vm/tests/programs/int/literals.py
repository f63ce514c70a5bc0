# Integer literals in every base, with underscores, small and big.
print(0x1F, 0o17, 0b101, 0XAB, 0O7, 0B1, 1_000_000, 0x_ff_ff, 0b1_0)
print(0xFFFFFFFFFFFFFFFFFFFF, 123456789012345678901234567890)
print(-9223372036854775808, 9223372036854775807, 4611686018427387904)
print((5).__class__, 5 .__class__)
