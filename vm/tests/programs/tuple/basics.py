# Tuples: literals, indexing, slicing, concatenation, repetition.
t = (1, "b", 3.0)
print(t[0], t[-1], t[1:], t[:-1], t + (4,), t * 2, 2 * (0,), len(t), (), (1,), tuple("ab"), tuple([1]), tuple())
one = 5,
print(one, type(one), (5), t == (1, "b", 3.0))
u = t
u += (9,)
print(t, u)
