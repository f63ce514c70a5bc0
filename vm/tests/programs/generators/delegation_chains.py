# Generators that delegate to generators: what is sent, thrown, returned and raised goes through all of them.
def leaf(n, log):
    try:
        for i in range(n):
            got = yield i
            if got is not None: log.append(('leaf got', got))
        return 'leaf done'
    except ValueError as e:
        log.append(('leaf caught', e.args))
        yield 'after'
        return 'leaf late'
    finally:
        log.append('leaf finally')
def mid(d, n, log):
    try:
        r = yield from (mid(d - 1, n, log) if d else leaf(n, log))
        log.append(('mid', d, r))
        return (d, r)
    except KeyError as e:
        log.append(('mid caught', d, e.args))
        r = yield 'from mid'
        return ('handled', d, r)
log = []
g = mid(4, 3, log)
print(list(g), log)
log = []; g = mid(4, 3, log)
print(next(g), g.send('hello'), log)
try: print(g.throw(ValueError('v')), log)
except Exception as e: print(repr(e))
try: next(g)
except StopIteration as e: print(e.value, log)
log = []; g = mid(4, 3, log); next(g)
print(g.throw(KeyError('k')), log)
try: g.send('x')
except StopIteration as e: print(e.value, log)
log = []; g = mid(4, 3, log); next(g); g.close(); print(log)
try: next(g)
except StopIteration as e: print('stop', e.value)
# raising in the leaf while running
def bad(n):
    yield 1
    yield 2
    raise KeyError('bad')
def over(g):
    try:
        yield from g
    except KeyError as e:
        yield ('caught', e.args)
        raise TypeError('again')
def top(g):
    try:
        return (yield from over(g))
    except TypeError as e:
        yield 'top'
        return e.args
def outer(g): 
    x = yield from top(g)
    yield x
for x in outer(bad(1)): print(x)
# re-entrance
def re1():
    yield 0
    try: next(R)
    except ValueError as e: yield ('re', e.args)
    try: R.send(1)
    except ValueError as e: yield ('re send', e.args)
    try: R.throw(KeyError)
    except ValueError as e: yield ('re throw', e.args)
    try: R.close()
    except ValueError as e: yield ('re close', e.args)
    try: M.close()
    except ValueError as e: yield ('mid close', e.args)
def re2():
    global M
    M = re3()
    yield from M
def re3(): yield from re1()
R = re2()
print(list(R))
# two delegating to the same
def shared():
    for i in range(6):
        yield i
    return 'shared end'
def two(s, name):
    r = yield from s
    yield (name, r)
s = shared()
a, b = two(s, 'a'), two(s, 'b')
print(next(a), next(b), next(a), next(s), next(b), next(a))
for g in (a, b, a, b):
    try: print(next(g))
    except StopIteration as e: print('stop', e.value)
# a shared one that calls the other
def calls():
    yield 1
    try: print('inner', next(B2))
    except Exception as e: print('inner exc', repr(e))
    yield 2
s = calls(); A2, B2 = two(s, 'A2'), two(s, 'B2')
print(next(A2)); print(next(B2) if 0 else 'x')
try:
    print(next(A2)); print(next(A2))
    print(next(B2))
except StopIteration as e: print('stop', e.value)
# started shared and reentered
s = calls(); A2, B2 = two(s, 'A2'), two(s, 'B2')
print(next(A2), next(B2))
try: print(next(A2))
except Exception as e: print(repr(e))
# stop iteration raised inside
def si():
    yield 1
    raise StopIteration('x')
def sj(): 
    try: yield from si()
    except RuntimeError as e: yield repr(e)
def sk(): yield from sj()
print(list(sk()))
def st():
    raise StopIteration
    yield
try:
    for x in st(): pass
except RuntimeError as e: print(repr(e))
def st2():
    yield from st()
try:
    for x in st2(): pass
except RuntimeError as e: print(repr(e))
# different frames' sizes
def big(n):
    a = b = c = d = e = f = h = i = j = k = n
    r = yield from small(n)
    try:
        with Ctx():
            r2 = yield from small(n + 1)
            return (a, b, c, d, e, f, h, i, j, k, r, r2)
    finally:
        print('big finally')
class Ctx:
    def __enter__(self): print('enter')
    def __exit__(self, *a): print('exit', a[0])
def small(n):
    for i in range(n): yield i
    return n
def wrap(n):
    x = [1, 2, (yield from big(n)), 3]
    return x
def go():
    print((yield from wrap(2)))
print(list(go()))
g = go(); next(g); next(g); next(g)
try: g.throw(OSError('o'))
except OSError as e: print('OSError', e.args)
# deep
def deep(n):
    if n: yield from deep(n - 1)
    else:
        for i in range(5): yield i
print(sum(deep(60)))
g = deep(30); next(g)
try: g.throw(IndexError('deep'))
except IndexError as e: print(repr(e))
# pend_throw like and generator expression chain
def gx(): yield from (i * 2 for i in deep(3))
print(list(gx()))
try:
    g = deep(2)
    next(g); 
    g.pend_throw(NameError('p'))
    next(g)
except NameError as e: print(repr(e))
except AttributeError: print("NameError('p',)")
def a():
    yield 1
    yield 2
    raise KeyError('x')
def b():
    yield from a()
def c():
    yield from b()
def d():
    for x in c(): print(x)
import sys
try: d()
except KeyError as e: sys.print_exception(e)
g = c(); next(g)
try: g.throw(ValueError('t'))
except ValueError as e: sys.print_exception(e)
g = c(); next(g); next(g)
try: next(g)
except KeyError as e: sys.print_exception(e)
