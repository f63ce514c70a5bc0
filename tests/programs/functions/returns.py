# return in its forms.
def nothing(): return
def value(x): return x
def pair(x): return x, -x
def listed(*x): return [x]
def falls(): pass
def choice(x): return "yes" if x else "no"


def nested(x):
    return 1 if x > 2 else 2 if x > 1 else 3


def logic(x, y):
    return x and y or not x


def early(x):
    if x:
        return "early"
    for i in range(3):
        while True:
            return "from loops"


def both(x):
    if x:
        return 1
    else:
        return 2


print(nothing(), value(1), pair(2), listed(1, 2), falls())
print(choice(1), choice(0), nested(3), nested(2), nested(1))
print(logic(1, 2), logic(0, 1), early(1), early(0), both(1), both(0))
