# Functions nested a dozen deep, each using variables of all outer ones.
def a(p):
    def b(q):
        def c(r):
            def d(s):
                def e(t):
                    def f(u):
                        def g(v):
                            def h(w):
                                return (p, q, r, s, t, u, v, w)

                            return h(v + 1)

                        return g(u + 1)

                    return f(t + 1)

                return e(s + 1)

            return d(r + 1)

        return c(q + 1)

    return b(p + 1)


print(a(1))
