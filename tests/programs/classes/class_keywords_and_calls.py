# Class headers with calls and expressions as bases.
def pick(flag):
    return A if flag else B


class A: tag = "A"
class B: tag = "B"
class C(pick(1)): pass
class D(pick(0), [A, B][0]): pass
class E((lambda: A)()): pass
class F(A if D else B): tag2 = A.tag
class G(A, B,): pass
class H(object): pass


print(C.tag, D.tag, E.tag, F.tag, F.tag2, G.tag, H.__name__)
