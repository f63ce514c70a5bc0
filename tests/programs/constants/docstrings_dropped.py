"""A docstring here, then lone constants that leave no code."""  # One constant per line.


def f():
    """The docstring of a function."""
    "another"
    1
    1.5
    b"bytes"
    None
    ...
    (1, 2)
    return 1


def only():
    """Nothing else in the body."""


class C:
    """The docstring of a class."""

    def m(self):
        "one"
        """two"""


-1
2 * 3
not 0
1 and 2
print(f(), only(), C().m(), hasattr(f, "__doc__"))
