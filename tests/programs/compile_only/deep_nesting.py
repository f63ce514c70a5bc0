# Brackets, blocks and calls nested a few dozen deep.
a = ((((((((((((((((((((((((((((((((((((((((b))))))))))))))))))))))))))))))))))))))))
c = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
d = f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(b))))))))))))))))))))))))))))))
e = {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: {1: b}}}}}}}}}}}}}}}}
g = lambda: lambda: lambda: lambda: lambda: lambda: lambda: lambda: lambda: lambda: b
h = not not not not not not not not not not not not not not not not not not not not b
i = - - - - - - - - - - ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ + + + + + + + + + + b
j = b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b ** b
k = b.a.a.a.a.a.a.a.a.a.a.a.a.a.a[0][0][0][0][0][0][0][0]()()()()()()()().b().b().b()
