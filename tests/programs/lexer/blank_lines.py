# Blank lines and lines of spaces between and inside blocks.



def first():

    a = 1

    if a:

        a += 1


    else:

        a = 0

    return a



print(first())

for i in range(2):

    print(i)



print("end")
