# What the functions of micropython give, and which arguments they refuse.
import micropython

print(micropython.heap_lock(), micropython.heap_unlock(), micropython.schedule(print, "scheduled"))
print(micropython.kbd_intr(3), micropython.opt_level(0))
f = micropython.const
print(f([1]), f(None))
for name, args in (
    ("const", ()),
    ("const", (1, 2)),
    ("opt_level", ("1",)),
    ("opt_level", (1, 2)),
    ("mem_info", (1, 2)),
    ("qstr_info", (1, 2)),
    ("stack_use", (1,)),
    ("heap_lock", (1,)),
    ("heap_unlock", (1,)),
    ("kbd_intr", ()),
    ("kbd_intr", ("c",)),
    ("schedule", (print,)),
    ("RingIO", ()),
    ("RingIO", (1, 2)),
):
    try:
        print(name, getattr(micropython, name)(*args))
    except (TypeError, ValueError) as e:
        print(name, type(e).__name__, e)
