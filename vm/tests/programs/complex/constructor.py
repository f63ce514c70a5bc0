# complex() from numbers, pairs and text.
print(complex(), complex(1), complex(1.5), complex(1, 2), complex(0, -1), complex(2j))
print(complex("1+2j"), complex("3"), complex("-4j"), complex("1.5"))
print(complex(1j, 1), complex(1, 1j))
for bad in ("", "abc"):
    try:
        complex(bad)
    except ValueError:
        print("ValueError", repr(bad))
