# super looks through all bases of the class it stands in.
class Left:
    def left(self):
        return "left"


class Right:
    def right(self):
        return "right"


class Both(Left, Right):
    def left(self):
        return super().left() + "+"

    def right(self):
        return super().right() + "+"


print(Both().left(), Both().right())
