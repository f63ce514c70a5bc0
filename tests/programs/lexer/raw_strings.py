# Raw strings keep their backslashes.
print(r"\n\t\x41", r'\d+')
print(len(r"\\"), r"\"", r'\'')
print(r"""two \
lines \n""")
print(r"C:\new" "\t" r'\t')
print(u"unicode prefix", u'\u0041')
print(r"" == "")
