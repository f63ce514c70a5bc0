# __setattr__ and __delattr__ intercept assignment and deletion.
class S:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


s = S()
s.a = 1
s.a += 1
print(s.a)
del s.a
print(hasattr(s, "a"))
object.__setattr__(s, "quiet", 3)
print(s.quiet)
