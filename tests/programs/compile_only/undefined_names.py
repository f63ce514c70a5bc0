# Names that nothing defines, in every position that reads one.
a = missing
b = missing.attribute + missing[0] - missing()


def f(x=missing) -> missing:
    return missing, lambda: missing, [missing for _ in missing]


@missing
class C(missing):
    x = missing


for missing.x in missing:
    del missing[missing]
