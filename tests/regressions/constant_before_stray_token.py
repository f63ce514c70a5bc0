X = const()1
