# The constants of math are folded even where math was never imported.
a = math.pi
b = -math.inf
c = math.pi * 2 / 360
d = math.tau, math.e, math.nan
e = math.sin, math.pi.real, x.math.pi, math[0].pi
if math.pi:
    f = 1
while not math.e:
    f = 2
