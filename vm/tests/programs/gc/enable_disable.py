# Collection can be switched off and on.
import gc

print(gc.isenabled())
gc.disable()
print(gc.isenabled())
l = [[i] for i in range(50)]
gc.enable()
print(gc.isenabled(), len(l))
