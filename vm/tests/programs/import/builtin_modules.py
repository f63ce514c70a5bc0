# Builtin modules are one object under every import and have names.
import math, struct as st
import math as m2
from math import floor, pi as p

print(m2 is math, math.__name__, st.calcsize("I"), floor(3.7), p == math.pi)
try:
    math.new_name = 1
    print("set")
except AttributeError:
    print("AttributeError")
import sys

print(sys.__name__, sys is __import__("sys"))
