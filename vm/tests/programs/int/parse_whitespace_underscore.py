# int() ignores surrounding whitespace but not inner whitespace.
def parse(*a):
    try:
        return int(*a)
    except ValueError:
        return "ValueError"


for text in (" 42 ", "\t7\n", "4 2", "", "  ", "- 5", "--5", "+", "12a", "0x", "9.5"):
    print(repr(text), parse(text))
print(parse("1234567890123456789012345678901234567890"))
print(parse("-1234567890123456789012345678901234567890"))
