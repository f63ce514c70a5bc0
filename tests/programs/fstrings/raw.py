# Raw formatted strings, in both orders of prefix.
n = 5
print(rf"\n{n}\t", fr"\x41{n}", rf'''{n}\
{n}''')
print(f"\n{n}\t\x41\u0042".split(), fr"C:\a{n}")
print(rf"{n}" f"\n" r"\n" == "5\n\\n")
