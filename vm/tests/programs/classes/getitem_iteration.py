# A class with only __getitem__ can be iterated until IndexError.
class Sq:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError
        return i * i


print(list(Sq()), [x for x in Sq()], 9 in Sq(), 5 in Sq(), sum(Sq()))
it = iter(Sq())
print(next(it), next(it))


class Broken:
    def __getitem__(self, i):
        raise KeyError(i)


try:
    list(Broken())
except KeyError as e:
    print("KeyError", e)
