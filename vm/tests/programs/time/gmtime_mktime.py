# Converting seconds to calendar fields.
import time

for s in (0, 86399, 86400, 951782400, 1078012800, 1700000000):
    print(s, tuple(time.gmtime(s))[:8])
print(len(time.gmtime(0)), type(time.localtime()))
