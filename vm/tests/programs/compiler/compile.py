# compile in its three modes, run with exec and eval.
c = compile("x * 2", "<text>", "eval")
x = 21
print(eval(c), eval(c, {"x": "ab"}))
s = compile("y = x + 1\nprint('in compiled code')", "<text>", "exec")
exec(s)
print(y)
exec(s, {"x": 1, "print": lambda t: None})
compile("print('single')", "<text>", "single")
try:
    compile("1", "<text>", "wrong")
except ValueError:
    print("ValueError")
try:
    compile("def", "<text>", "exec")
except SyntaxError:
    print("SyntaxError")
