# round() with digits keeps that many places and stays a float.
print(round(3.14159, 2), round(3.14159, 0), round(2.5, 0), round(-3.14159, 3))
print(round(1234.5678, 1), round(0.5, 1), round(1.25, 1), round(1.75, 1))
