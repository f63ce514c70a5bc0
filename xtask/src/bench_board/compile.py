import gc
from time import ticks_us, ticks_diff

gc.collect()
heap = gc.mem_free() + len(source)
compile(source, "module", "exec")  # names are interned once
start = ticks_us()
compile(source, "module", "exec")
time = ticks_diff(ticks_us(), start)


def fits(ballast):
    gc.collect()
    try:
        ballast = bytearray(ballast)
        compile(source, "module", "exec")
    except MemoryError:
        return False
    return True


gc.collect()
most = gc.mem_free()
least, more = 0, most
while more - least > 64:
    middle = (least + more) // 2
    if fits(middle):
        least = middle
    else:
        more = middle
print(time, most - least, heap)
