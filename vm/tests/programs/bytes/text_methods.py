# The methods bytes share with str.
b = b" a,b,,c "
print(
    b.strip(), b.split(b","), b.split(b",", 1), b.rsplit(b",", 1), b.find(b"b"), b.rfind(b","), b.index(b"c"),
    b.count(b","),
)
print(
    b.replace(b",", b";"), b.strip().upper(), b"AbC".lower(), b"x".join([b"1", b"2"]), b"ab".startswith(b"a"),
    b"ab".endswith(b"b"),
)
print(
    b"k=v".partition(b"="), b"a=b=c".rpartition(b"="), b"123".isdigit(), b"ab".isalpha(), b" ".isspace(),
    b"ab".center(6),
)
print(b"l1\nl2".splitlines(), b"xxaxx".lstrip(b"x"), b"xxaxx".rstrip(b"x"))
