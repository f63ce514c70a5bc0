# The in operator looks for substrings.
print("bc" in "abcd", "" in "", "" in "abc", "abcd" in "abc", "B" in "abc", "c" not in "abc")
print("€" in "a€b", "b" in "a€b")
for bad in (1, None, b"a"):
    try:
        print(bad in "abc")
    except TypeError:
        print("TypeError")
