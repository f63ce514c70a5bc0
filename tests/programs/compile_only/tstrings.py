# Template strings with names, expressions and literal text.
name, n, items = "ann", 5, [1, 2]
a = t""
b = t"plain"
c = t"{name}"
d = t"hi {name}, {n + 1} and {items[0]}!"
e = t'{n}{n}' 
f = t"{ n }{{{name}}}{{}}"
g = t"{(n, name)} {len(items)} {name.upper()} {'text'}"
print(c.strings, c.values, [i.expression for i in d.interpolations])
