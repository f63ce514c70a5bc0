# The facts about the machine and implementation that do not vary here.
import sys

print(sys.implementation.name if hasattr(sys.implementation, "name") else sys.implementation[0])
print(
    sys.byteorder, sys.maxsize == 2**63 - 1, sys.maxsize > 2**31, type(sys.version), sys.version_info[0],
    sys.version_info >= (3, 4),
)
print(type(sys.argv), type(sys.path), type(sys.modules), type(sys.platform), len(sys.implementation) >= 3)
