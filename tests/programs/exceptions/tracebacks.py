# Line numbers recorded for exceptions raised in odd places.
import sys
import io


def lines(f):
    try:
        f()
    except Exception as e:
        out = io.StringIO()
        sys.print_exception(e, out)
        return [int(l.split("line ")[1].split(",")[0]) for l in out.getvalue().split("\n") if "line " in l]


def one(): raise ValueError


def spread():
    x = [
        1,
        2,
        {}["missing"],
    ]
    return x


def after_gap():




    return (1
            + one())


print(len(lines(one)), len(lines(spread)), len(lines(after_gap)))
