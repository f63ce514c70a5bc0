# What can be called.
class Plain:
    pass


class Calls:
    def __call__(self):
        return "called"

    def method(self):
        pass


def gen():
    yield


print(
    callable(len), callable(lambda: 0), callable(Plain), callable(Plain()), callable(Calls()),
    callable(Calls().method), callable(gen), callable(gen()),
)
print(callable(int), callable(5), callable("a"), callable(None), callable("a".upper), callable(print))
