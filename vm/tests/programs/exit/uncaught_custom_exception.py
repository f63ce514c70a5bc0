# An uncaught exception class of the program's own also gives code 1.
class Mine(Exception):
    pass


print("raising")
raise Mine("own", 1)
