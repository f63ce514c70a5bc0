# Much code on one line, so that line records hold large byte counts.
def f(a):
    x = [a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7, a + 8, a + 9, a + 10]; y = (a * 1) + (a * 2) + (a * 3) + (a * 4); z = {a: 1, y: 2}; return x, y, z
    return None


print(f(1)); print(f(2)); print([f(3)[0][i] + f(4)[0][-i] for i in range(3)], f(5)[1], f(6)[2] == {6: 1, 60: 2})
print("end")
