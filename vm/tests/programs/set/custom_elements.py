# Elements with their own equality are merged.
class Word:
    def __init__(self, t):
        self.t = t

    def __eq__(self, o):
        return self.t.lower() == o.t.lower()

    def __hash__(self):
        return hash(self.t.lower())


s = {Word("A"), Word("a"), Word("b")}
print(len(s), Word("B") in s, Word("c") in s, sorted(w.t.lower() for w in s))
