# Minus zero is kept through arithmetic and shows in its text.
z = -0.0
print(z, z == 0.0, z * 1, z + 0.0, z - 0.0, -z, abs(z))
print(0.0 * -1, -1.0 * 0, [z], str(z), "%g" % z, "{:.1f}".format(z))
