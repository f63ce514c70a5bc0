# A SyntaxError from exec that is not caught is code 1 like any other.
print("before")
raise SyntaxError("made by hand")
