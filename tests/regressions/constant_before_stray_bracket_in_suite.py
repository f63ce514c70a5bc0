for x in y: x = const(y if z else 2))
