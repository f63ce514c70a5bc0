# Raising SystemExit by hand is sys.exit.
print("raising")
raise SystemExit(9)
