# Loops wholly inside finally, and jumps in except and else.
def f(n):
    out = []
    try:
        out.append("try")
    finally:
        for i in range(n):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        while n:
            n -= 1
            try:
                if n == 2:
                    continue
                if n == 1:
                    break
            except ValueError:
                pass
            else:
                out.append("else")
                continue
    return out


print(f(5), f(0))
for x in range(3):
    try:
        {0: 1}[x]
    except KeyError:
        if x == 1:
            continue
        else:
            break
    else:
        print("no error", x)
        continue
print(x)
