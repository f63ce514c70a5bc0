# A subclass of list can override and call the methods of list.
class Stack(list):
    def push(self, v):
        self.append(v)
        return self

    def append(self, v):
        super().append((len(self), v))

    def top(self):
        return self[-1]


s = Stack(["base"])
s.push("x").push("y")
print(list(s), s.top(), s[0], len(s), isinstance(s, list), bool(Stack()))
s.extend([9])
print(s.pop(), s == s[:])
