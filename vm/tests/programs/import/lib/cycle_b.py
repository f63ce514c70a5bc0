# The other half of an import cycle; it sees its partner half made.
from . import cycle_a

seen = (hasattr(cycle_a, "first"), hasattr(cycle_a, "second"))


def later():
    return cycle_a.second
