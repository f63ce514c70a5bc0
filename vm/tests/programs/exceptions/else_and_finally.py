# The order of try, except, else and finally with and without an exception.
def run(kind):
    out = []
    try:
        out.append("try")
        if kind:
            raise kind
        out.append("end of try")
    except ValueError:
        out.append("except")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


print(run(None))
print(run(ValueError))
try:
    run(TypeError)
except TypeError:
    print("TypeError got through")
