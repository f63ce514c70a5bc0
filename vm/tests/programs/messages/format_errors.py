# The messages of formatting mistakes.
for f in (
    lambda: "%d" % "x", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "%q" % 1, lambda: "%(a)s" % 1,
    lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: "{".format(), lambda: "}".format(),
    lambda: "{:d}".format("s"), lambda: "{:s}".format(1), lambda: "{!z}".format(1), lambda: "{} {0}".format(1),
    lambda: "{0} {}".format(1), lambda: "%c" % "ab",
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
