# Integers in every base, with either case of prefix and digit.
print(0, 7, 10, 255)
print(0x0, 0xff, 0XFF, 0xDeadBeef)
print(0o0, 0o17, 0O17, 0o777)
print(0b0, 0b1010, 0B1010)
print(00, 000, 0_0)
print(0xe, 0xE5, 0xabcdef)
print(0b11111111 == 0xff == 0o377 == 255)
