# repr chooses quotes and escapes control characters.
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t nl\n cr\r", "back\\slash", "\0\x01\x1f\x7f", ""):
    print(repr(s))
