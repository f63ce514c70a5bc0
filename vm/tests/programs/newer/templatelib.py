# Template and Interpolation can be made by hand.
from string.templatelib import Template, Interpolation

i = Interpolation(5, "five", "r", ">3")
print(i.value, i.expression, i.conversion, i.format_spec)
j = Interpolation("v")
print(j.value, repr(j.expression), j.conversion, repr(j.format_spec))
t = Template("a", "b", i, j, "c")
print(t.strings, t.values, isinstance(t"x", Template), Template().strings)
for bad in (5, None, b"x"):
    try:
        Template(bad)
    except TypeError:
        print("TypeError")
