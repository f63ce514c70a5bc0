# The escape sequences of string literals.
print([ord(c) for c in "\a\b\f\n\r\t\v\\\'\""])
print([ord(c) for c in "\x41\101\u20ac\U0001F600\0\7\12"])
print("line \
continued", r"raw \n \x", len(r"\\"), 'a' "b" 'c')
print("""triple "quoted" 'text'
second line""")
