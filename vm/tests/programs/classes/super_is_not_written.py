# Attributes are neither set nor deleted through super().
class A:
    x = 1


class B(A):
    def try_all(self):
        try:
            super().x = 2
        except AttributeError as error:
            print(error)
        try:
            del super().x
        except AttributeError as error:
            print(error)


b = B()
b.try_all()
print(b.x)
