# assert with and without a message, and the laziness of the message.
def message():
    print("message made")
    return "because"


assert True, message()
assert 1 < 2
for f in (lambda: False, lambda: []):
    try:
        assert f()
    except AssertionError as e:
        print("AssertionError", e.args)
try:
    assert 0, message()
except AssertionError as e:
    print(e, e.args)
