# Field names reach attributes and items of an argument.
class P:
    x = 3


d = {"k": "v"}
for text, arg in (("{0.x}", P()), ("{0[k]}", d), ("{0[1]}", [5, 6])):
    try:
        print(text.format(arg))
    except Exception as e:
        print(type(e).__name__)
