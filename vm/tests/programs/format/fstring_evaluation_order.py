# Fields of an f-string are evaluated left to right, once each.
def say(v):
    print("eval", v)
    return v


print(f"{say(1)} {say(2):>{say(3)}} {say('z')!r}")
