# Statements spread so that line deltas of every size are stored.
a = 1; b = 2

c = (a +
     b)
# skip a few lines




d = [
    a,


    b,



    c,
]










print(a, b, c, d)


def f(x):






    y = (x
         + 1)

    return [

        y

    ]



































print(f(1))
