# raise takes a class or an instance, and nothing else.
for what in (ValueError, ValueError("i"), 5, "text", None, int, object(), Exception):
    try:
        raise what
    except ValueError as e:
        print("ValueError", e.args)
    except TypeError:
        print("TypeError")
    except Exception as e:
        print("other", type(e).__name__)
