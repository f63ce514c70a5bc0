# find, rfind, index, rindex and count with optional bounds.
s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("a", 1, 3), s.find("z"), s.find(""), s.find("", 4), s.find("abra", -4))
print(s.rfind("a"), s.rfind("a", 0, 10), s.rfind("z"), s.rfind("abra"), s.rfind(""))
print(s.index("c"), s.rindex("b"), s.count("a"), s.count("abra"), s.count("a", 1), s.count("a", 1, -1), s.count(""))
for f in (s.index, s.rindex):
    try:
        f("q")
    except ValueError:
        print("ValueError")
