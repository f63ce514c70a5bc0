# None works as a dict key, set member and list element.
d = {None: "nothing", 0: "zero", "": "empty"}
print(d[None], d[0], d[""], len(d))
print(None in d, None in [0, None], None in (), {None} == {None})
print([None, 1, None].count(None), [1, None].index(None))
