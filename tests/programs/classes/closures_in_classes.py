# Class bodies that read names of the function around them.
def make(n, *names):
    doubled = n * 2

    class Made:
        value = n
        twice = doubled
        listed = [n + i for i in range(2)]

        def get(self):
            return n, doubled, names

        class Inner:
            deep = n

            def get(self):
                return n + doubled
    n += 1
    return Made


M = make(1, "a", "b")
print(M.value, M.twice, M.listed, M().get(), M.Inner.deep, M.Inner().get())
