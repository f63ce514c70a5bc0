# Assertions that hold, with and without messages.
def check(x):
    assert x
    assert x > 0, "positive"
    assert x != 5 and x != 6, ("a", "tuple")
    assert not x < 0 or x
    assert True
    assert 1, "constant"
    assert (x, "a tuple is true")
    return x


print(check(1), check(2))
try:
    assert len("abc") == 3, "length is " + str(len("abc"))
    print("held")
except AssertionError:
    print("failed")
