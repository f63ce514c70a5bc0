# Blocks nested deeper than the lexer's first indentation table.
n = 1
if n:
  if n:
    if n:
      if n:
        if n:
          if n:
            if n:
              if n:
                if n:
                  if n:
                    if n:
                      if n:
                        if n:
                          if n:
                            if n:
                              print("fifteen deep")
                              n = 0
                          print("thirteen deep")
    print("two deep")
print("outside", n)
