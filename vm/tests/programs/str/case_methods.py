# upper and lower change only ASCII letters; the is-methods report on them.
print("Hello World 12".upper(), "Hello World 12".lower(), "".upper())
print("abc".islower(), "ABC".isupper(), "aBc".islower(), "ABc".isupper(), "12".islower(), "a1".islower(), "".isupper())
print("abc".isalpha(), "ab1".isalpha(), "".isalpha(), "123".isdigit(), "12a".isdigit(), "".isdigit())
print(" \t\n".isspace(), " a".isspace(), "".isspace())
