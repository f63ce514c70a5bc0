import array, math, struct, sys
from collections import OrderedDict, deque, namedtuple
P = namedtuple('P', ('x', 'y'))
def show(v):
    if type(v) is dict:
        print('dict', sorted([repr(k) + ': ' + repr(v[k]) for k in v]))
    elif isinstance(v, (set, frozenset)):
        print(type(v).__name__, sorted([repr(k) for k in v]))
    else:
        print(type(v).__name__, repr(v))
def fail(e):
    sys.print_exception(e, sys.stdout)
    print(str(e))
def cap(v):
    if isinstance(v, int) and not -(1 << 200) < v < 1 << 200:
        return v % (10 ** 9 + 7)
    if isinstance(v, (str, bytes, bytearray, list, tuple)) and len(v) > 40:
        return v[:7]
    return v
def ordered(q, key=lambda v: v, reverse=False):
    # What is compared with what is up to the sorting, and so what fails, and the order of equals.
    try:
        keys = [key(v) for v in q]
    except TypeError:
        return ['no keys']
    kinds = {type(v) for v in keys}
    if len(kinds) != 1 or kinds.pop() not in (int, str, bytes, bool):
        return ['no order']
    return sorted(keys, reverse=reverse)
def given():
    return [1, -70, 2.5, 'ab', b'cd', [3, 'x', 4.0], (5, None), {1: 'one', 'k': 2}, {6, 'e'}, 7, 'y', A(8), [9]]
def drive(c):
    for _ in range(12):
        try:
            show(c.send(None))
        except StopIteration as e:
            return show(e.value)
    c.close()
class A:
    def __init__(self, x=0):
        self.x = x
    def __repr__(self):
        return type(self).__name__ + '()'
    def get(self, y=1):
        return (self.x, y)
class E(Exception):
    pass
class V(ValueError):
    def __init__(self, x):
        super().__init__(x, 'v')
        self.x = x
class W:
    def __init__(self, x=False):
        self.x = x
    def __enter__(self):
        print('enter')
        return self.x
    def __exit__(self, kind, e, trace):
        print('exit', kind, repr(e))
        return self.x
    async def __aenter__(self):
        return await wait(self.x)
    async def __aexit__(self, kind, e, trace):
        print('exit', kind, repr(e))
        return await wait(self.x)
class N:
    def __init__(self, n=3):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration(self.n)
        return self.n
    def __aiter__(self):
        return self
    async def __anext__(self):
        self.n -= 1
        if self.n < 0:
            raise StopAsyncIteration
        return await wait(self.n)
def wait(v):
    r = yield v
    return v if r is None else r
