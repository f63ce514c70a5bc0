# Environment variables are set, read and removed.
import os

print(os.getenv("NOT_SET_ANYWHERE"), os.getenv("NOT_SET_ANYWHERE", "default"))
os.putenv("SET_BY_TEST", "some value")
print(os.getenv("SET_BY_TEST"))
os.unsetenv("SET_BY_TEST")
print(os.getenv("SET_BY_TEST", 5))
