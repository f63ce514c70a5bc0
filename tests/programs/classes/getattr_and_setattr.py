# Attribute access intercepted by a class.
class Recorder:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append("get " + name)
        return lambda *args: (name,) + args

    def __setattr__(self, name, value):
        self.log.append("set " + name)

    def __delattr__(self, name):
        self.log.append("del " + name)


r = Recorder()
print(r.move(1, 2), r.stop())
r.x = 1
r.y = r.z = 2
del r.x
print(r.log)
