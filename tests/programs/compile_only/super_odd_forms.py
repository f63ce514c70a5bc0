# super in the forms that are not a plain method call.
class A:
    def f(self, *args):
        super.x()
        super[0]
        super
        super()[0]
        super()()
        super()().a
        super()[0].b()
        super().a
        super().a.b
        super().a[0].b()
        super().a().b().c
        super().a(*args, **{})
        super(A)
        super(A, self).f()
        super(*args).f()
        super().a = 1
        super().a += 1
        del super().a
        return [super().f() for _ in args], lambda self: super().f()

    def g(this, super):
        return super()

    x = super().a()


super().a()
