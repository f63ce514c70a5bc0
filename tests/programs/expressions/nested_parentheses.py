# Parentheses nested deeply around every kind of expression.
a = 1
print(((((((((((((a)))))))))))))
print((((1 + ((2)) * (((3)))))))
print([[[[[[[[a]]]]]]]], {1: {2: {3: {4: {5: a}}}}}, ((((a,),),),))
print((((lambda: (((a)))))()))
print((((a))).__class__ is int, (((a) + (a)))if(((a)))else(((0))))
print(-(-(-(-(a)))), not (not (not (a))))
