# A NameError at the top level, after output was made.
for i in range(3):
    print(i)
    if i == 1:
        undefined_thing
