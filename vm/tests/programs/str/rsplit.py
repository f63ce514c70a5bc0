# rsplit cuts from the right end.
print("a,b,c,d".rsplit(",", 2), "a,b,c,d".rsplit(",", 1), "a,b".rsplit(","), "abc".rsplit(",", 1))
print("a--b--c".rsplit("--", 1), ",a,".rsplit(",", 1), "a b c".rsplit(" ", 1), "a,b,c".rsplit(",", 0))
print("a b".rsplit())
