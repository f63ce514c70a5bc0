# Sizes with native alignment and without.
import struct

for fmt in (
    "B", "BH", "BI", "BQ", "HB", "BHI", "<BH", ">BI", "<BQ", "5s", "3sI", "<3sI", "P", "bhiq", "<bhiq", "@BI",
    "!BI", "",
):
    print(repr(fmt), struct.calcsize(fmt))
