# except clauses: bare, one type, several types, named.
def classify(e):
    try:
        raise e
    except ValueError:
        return "value"
    except (KeyError, IndexError) as x:
        return "lookup", type(x).__name__
    except OSError as x:
        return "os", x.args
    except kinds[0] as x:
        return "dynamic", x.args[0]
    except:
        return "other"


kinds = [TypeError]
for e in (ValueError, KeyError("k"), IndexError(1), OSError(5), TypeError("t"), NameError):
    print(classify(e))


def lookup():
    try:
        {}["x"]
    except KeyError as e:
        return e.args
    except Exception: return "no"


print(lookup())
