# A program that just ends has exit code 0.
print("done")
