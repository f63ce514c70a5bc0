# Text outside ASCII in strings, names and comments: äöü, 蛇.
grüße = "héllo wörld"
π = 3
蛇 = "🐍"
_é = [π]


def größe(maß, ñ=2):
    return maß * ñ


class Übung:
    wért = "ß"


print(grüße, len(grüße), len(grüße.encode()))
print(π, 蛇, len(蛇), _é)
print(größe(maß=4), größe(2, ñ=5))
print(Übung.wért, Übung().wért)
print("日本語"[1], '\xe9' == "é")
