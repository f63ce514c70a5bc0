# A base class calling methods its subclasses supply, failing when they do not.
class Step:
    def run(self, x):
        return self.after(self.work(self.before(x)))

    def before(self, x):
        return x

    after = before

    def work(self, x):
        raise NotImplementedError(type(self).__name__)


class Double(Step):
    def work(self, x):
        return x * 2


class Loud(Double):
    def after(self, x):
        return str(x) + "!"


print(Double().run(4), Loud().run("ab"))
try:
    Step().run(1)
except NotImplementedError as e:
    print("NotImplementedError", e)
