# The program is __main__, imported modules have their dotted names.
import lib.deep.other as o

print(__name__, o.__name__, __name__ == "__main__")
if __name__ == "__main__":
    print("main part runs")
