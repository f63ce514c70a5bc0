# refused: 2 SyntaxError: can't assign to expression
print(a[0] := 1)
