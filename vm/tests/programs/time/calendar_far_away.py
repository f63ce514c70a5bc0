# The calendar works before 1970, over leap years and centuries, and mktime carries fields over.
import time

for s in (-1, -86400 * 366, 68169600, 4107542399, 4107542400, 13574563200, -2208988800):
    print(s, time.gmtime(s))
for t in (
    (2000, 2, 30, 0, 0, 0, 0, 0), (2001, 14, 1, 0, 0, 0, 0, 0), (2024, 1, -5, 25, 61, 61, 0, 0),
    (1999, 12, 31, 23, 59, 59, 0, 0, 0), [2020, 2, 29, 12, 0, 0, 0, 0],
):
    print(time.mktime(t))
for bad in ((2000, 1, 1), (1,) * 10, 5):
    try:
        time.mktime(bad)
    except TypeError as e:
        print(e)
