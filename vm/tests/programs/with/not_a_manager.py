# Objects without __enter__ or __exit__ cannot be used.
class OnlyEnter:
    def __enter__(self):
        print("entered")


class OnlyExit:
    def __exit__(self, *a):
        print("exited")


for m in (OnlyEnter(), OnlyExit(), 5, None):
    try:
        with m:
            print("body")
    except AttributeError:
        print("AttributeError")
