# The least number of a machine word does not count as one.
import sys

least = -sys.maxsize - 1
for index in (least, least + 1, sys.maxsize):
    try:
        [1, 2][index]
    except (IndexError, OverflowError) as e:
        print(type(e), e)
