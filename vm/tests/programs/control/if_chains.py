# if, elif and else with comparisons and truth of values.
def size(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


print([size(n) for n in (-1, 0, 5, 50)])
if []:
    print("empty list is true")
elif "":
    print("empty text is true")
else:
    print("neither")
if not None: print("one line")
