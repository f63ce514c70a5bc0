# A subclass of str behaves as its text and can add and override.
class Tag(str):
    def wrap(self):
        return "<%s>" % str(self)

    def upper(self):
        return super().upper() + "!"


t = Tag("body")
print(t, t.wrap(), t.upper(), len(t), t[1:], t == "body", isinstance(t, str), "od" in t)
print({"body": 1}[str(t)], t + "!", [c for c in t])
