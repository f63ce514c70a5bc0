# eval of expressions, with and without namespaces.
x = 5
print(
    eval("x + 1"), eval("[i for i in range(3)]"), eval("1 + 1  "), eval("(lambda y: y * 2)(4)"),
    eval("x", {"x": "given"}), eval("a + b", {"a": 1}, {"b": 2}),
)


def f():
    x = "local"
    return eval("x")


print(f())
for bad in ("1 +", "x = 1", "", "if 1: pass", "1 2", "("):
    try:
        print(eval(bad))
    except SyntaxError:
        print("SyntaxError", repr(bad))
