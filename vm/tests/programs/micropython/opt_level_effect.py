# opt_level is that of what is compiled from then on: level 1 drops asserts, and __debug__ with them.
import micropython

for level in (0, 1, 2, 3):
    micropython.opt_level(level)
    try:
        exec("print(__debug__)\nassert False, 'checked'")
        print(level, micropython.opt_level(), "dropped")
    except AssertionError as e:
        print(level, micropython.opt_level(), e)
micropython.opt_level(0)
