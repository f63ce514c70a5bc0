# One half of an import cycle.
first = "a set before the import"
from . import cycle_b

second = "a set after the import"


def from_b():
    return cycle_b.seen
