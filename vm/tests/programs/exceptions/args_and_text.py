# args, str() and repr() of exceptions with none, one and several arguments.
for e in (
    ValueError(), ValueError("msg"), ValueError(1, "two"), ValueError(None), KeyError("k"), Exception(["l"]),
    ValueError(""),
):
    print(e.args, "|", str(e), "|", repr(e))
