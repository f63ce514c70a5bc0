# Underscores may group the digits of a number.
print(1_000_000, 12_34)
print(0xff_ff, 0x_ff, 0b1010_1010, 0o7_7)
print(1__0, 10_)
print(1_0.2_5, 1_0e1_0, 1e-0_2)
print(1_000_000_000_000_000_000_000)
