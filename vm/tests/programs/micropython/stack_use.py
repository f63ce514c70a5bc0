# stack_use grows with call depth; the mem functions give numbers.
import micropython


def depth(n):
    return micropython.stack_use() if n == 0 else depth(n - 1)


print(type(micropython.stack_use()), depth(5) >= depth(0))
for name in ("mem_total", "mem_current", "mem_peak"):
    if hasattr(micropython, name):
        print(name, getattr(micropython, name)() > 0)
micropython.kbd_intr(3)
print("kbd_intr accepted")
