# mem_alloc and mem_free are positive ints and allocation shows.
import gc

gc.collect()
before = gc.mem_alloc()
keep = bytearray(4000)
after = gc.mem_alloc()
print(type(before), after - before >= 4000, gc.mem_free() > 0, len(keep))
