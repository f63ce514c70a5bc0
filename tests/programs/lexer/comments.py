# Comments wherever a line may hold one.
# a second comment directly below the first


def area(width, height):  # after a colon
    # before the first statement
    total = width * height  # after a statement

        # indented deeper than the block, which changes nothing
# and at the margin inside the block
    return total  # before the block ends


numbers = [  # after an opening bracket
    1,  # after an item
    # on a line of its own inside brackets
    2,
]  # after a closing bracket

print(area(3, 4))  # "quotes' inside
print(numbers)  #
#no space after the sign
print("# not a comment", '#nor this')#touching the bracket
# the last line is a comment too
