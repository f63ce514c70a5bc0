# Each block may choose its own indentation.
def one():
 x = 1
 if x:
  y = 2
  while y:
            y -= 1
            if not y:
             return x + 10
 return x


def two():
        if True:
           for i in range(3):
             if i == 1:
                            return i
        return 0


print(one(), two())
