# A module with values, a function and a private name; it says when it runs.
print("running", __name__)
value = 10
_hidden = "private"
changes = []


def get():
    return value


def set_value(v):
    global value
    value = v
