# Adjacent literals become one string.
print("a" 'b' """c""" '''d''')
print("one " r"\two " u"three")
text = ("first "
        "second "  # a comment between
        "third")
print(text)
print("x" \
      "y")
print(len("ab" "cd" * 2), "a" "b" in "xaby")
print("q" "r".upper(), "%d" "%d" % (1, 2))
names = ["one" "two", "three"]
print(names)
