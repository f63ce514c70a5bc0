# Every integer code in both byte orders, at its extremes.
import struct

for code, lo, hi in (
    ("b", -128, 127), ("B", 0, 255), ("h", -32768, 32767), ("H", 0, 65535), ("i", -(2**31), 2**31 - 1),
    ("I", 0, 2**32 - 1), ("l", -(2**31), 2**31 - 1), ("L", 0, 2**32 - 1), ("q", -(2**63), 2**63 - 1),
    ("Q", 0, 2**64 - 1),
):
    for order in "<>":
        lo_b, hi_b = struct.pack(order + code, lo), struct.pack(order + code, hi)
        print(
            order + code, lo_b, hi_b, struct.unpack(order + code, lo_b) == (lo,),
            struct.unpack(order + code, hi_b) == (hi,),
        )
