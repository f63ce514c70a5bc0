# A code object runs with other names each time.
code = compile("def f(): return x\ny = f()", "made", "exec")
a, b = {"x": 1}, {"x": 2}
exec(code, a)
exec(code, b)
print(a["y"], b["y"], b["f"](), type(code), code)
single = compile("x", "made", "single")
print(exec(single, {"x": 5}))
for bad in (lambda: compile(5, "f", "exec"), lambda: compile("1", "f", "none"), lambda: exec(5), lambda: eval("1", 2)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e), e)
