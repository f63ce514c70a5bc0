# Classes and instances as decorators, and state kept between calls.
class Counted:
    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)


class Route:
    table = {}

    def __init__(self, path, *, method="GET"):
        self.key = method, path

    def __call__(self, f):
        Route.table[self.key] = f
        return f


@Counted
def add(a, b=1): return a + b


@Route("/")
@Route("/home", method="POST")
def home(): return "home"


print(add(1), add(1, b=5), add.calls)
print(sorted(Route.table), Route.table["POST", "/home"]())
