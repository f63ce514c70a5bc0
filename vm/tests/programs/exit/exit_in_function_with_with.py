# Leaving through sys.exit calls __exit__ of open managers.
import sys


class M:
    def __enter__(self):
        print("enter")

    def __exit__(self, t, v, tb):
        print("exit", t.__name__, v.args)


with M():
    with M():
        sys.exit(2)
