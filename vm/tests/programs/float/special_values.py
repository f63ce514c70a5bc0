# nan and infinity: their text, comparisons and arithmetic.
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan)
print(inf == inf, inf > 1e308, -inf < inf, inf + 1 == inf)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan)
print(inf - inf, inf * 0, -inf * 2, 1 / inf, 1 / -inf)
print(nan in [nan], [nan] == [nan], max(1.0, inf), min(-inf, 0))
