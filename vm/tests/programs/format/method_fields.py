# str.format with automatic, numbered and named fields.
print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"), "{a}-{b}".format(b=2, a=1))
print("{0} {name}".format("pos", name="kw"), "{{}} {{{}}}".format(5), "".format(), "plain".format(1, 2))
print("{!r} {!s}".format("q", "q"), "{0!r:>6}".format("a"))
