# Instance attributes hide class attributes, which all instances share.
class Dog:
    legs = 4
    tricks = []

    def __init__(self, name):
        self.name = name

    def add(self, t):
        self.tricks.append(t)
        return self


a, b = Dog("a"), Dog("b")
a.legs = 3
a.add("sit").add("roll")
print(a.legs, b.legs, Dog.legs, b.tricks, a.name, b.name)
Dog.legs = 5
del a.legs
print(a.legs, b.legs)
