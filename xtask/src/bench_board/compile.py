import gc
from time import ticks_us, ticks_diff

PIECE = 4096

gc.collect()
heap = gc.mem_free() + len(source)
compile(source, "module", "exec")  # names are interned once
start = ticks_us()
compile(source, "module", "exec")
time = ticks_diff(ticks_us(), start)


def fits():
    gc.collect()
    try:
        compile(source, "module", "exec")
    except MemoryError:
        return False
    return True


def fits_beside(bytes):
    gc.collect()
    try:
        ballast = bytearray(bytes)
    except MemoryError:
        return False
    return fits()


def filled():
    gc.collect()
    pieces = [None] * (gc.mem_free() // PIECE + 1)
    try:
        for at in range(len(pieces)):
            pieces[at] = bytearray(PIECE - 32)
    except MemoryError:
        pass
    return pieces


def in_pieces():
    # Every second piece is free, as many of them as it takes.
    pieces = filled()
    for at in range(0, len(pieces), 2):
        if fits():
            break
        pieces[at] = None
    gc.collect()
    return gc.mem_free()


gc.collect()
most = gc.mem_free()
least, more = 0, most
while more - least > 64:
    middle = (least + more) // 2
    if fits_beside(middle):
        least = middle
    else:
        more = middle
print(time, most - least, in_pieces(), heap)
