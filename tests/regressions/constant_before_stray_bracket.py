X = const((1, Y)))
