# Plain and chained assignment to names, attributes and items.
class Bag:
    pass


a = 1
b = c = a
d = e = f = [a]
bag = Bag()
bag.x = bag.y = d[0] = 5
print(a, b, c, d is e is f, d, bag.x, bag.y)
x, y = z = 1, 2
(p) = 3
((q)) = r = p, p
print(x, y, z, p, q, r)
[s] = t, = [4]
print(s, t)
