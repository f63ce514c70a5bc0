# int() reads digits in any base from 2 to 36 and base 0 guesses by prefix.
print(int("101", 2), int("777", 8), int("ff", 16), int("FF", 16), int("zz", 36), int("Zz", 36))
print(int("0x1f", 16), int("0b11", 2), int("0o17", 8))
print(int("0x1f", 0), int("0b11", 0), int("0o17", 0), int("42", 0), int("0", 0))
print(int("-0x10", 16), int("+7"), int("-12"))
