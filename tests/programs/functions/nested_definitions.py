# Functions and classes defined inside each other.
def f():
    class A:
        def g(self):
            def h():
                class B:
                    value = "deep"

                    def get(self):
                        return lambda: self.value
                return B
            return h()
    return A


print(f()().g()().get()())


class Outer:
    class Inner:
        class Innermost:
            x = 1

            def m(self):
                return self.x
        y = Innermost.x + 1
    z = Inner.y + 1

    def make(self):
        return Outer.Inner.Innermost()


print(Outer.z, Outer().make().m())
