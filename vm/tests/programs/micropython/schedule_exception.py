# An exception in a scheduled call is printed, and the program goes on.
import micropython


def fails(arg):
    raise ValueError(arg)


print("before")
micropython.schedule(fails, "in a scheduled call")
for _ in range(5):
    pass
print("after")
