# What functions refuse.
import random


def refuse(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(repr(error))


refuse(random.getrandbits, 33)
refuse(random.getrandbits, -1)
refuse(random.getrandbits, 1.5)
refuse(random.getrandbits, "1")
refuse(random.randint, 2, 1)
refuse(random.choice, [])
refuse(random.choice, 3)
refuse(random.choice, {0: 1, 1: 2}.keys())
refuse(random.seed, "a")
refuse(random.seed, 1.5)
refuse(random.uniform, "a", 1)
refuse(random.randrange)
print(random.__name__, random.__init__())
