# Exceptions raised while the heap is locked carry their arguments and traceback.
import io
import micropython
import sys


def locked(function):
    micropython.heap_lock()
    try:
        function()
    except BaseException as e:
        caught = e
    micropython.heap_unlock()
    return caught


def report(exception):
    out = io.StringIO()
    sys.print_exception(exception, out)
    return [line.strip().split(", ")[-2:] for line in out.getvalue().split("\n")]


def value_error():
    raise ValueError(7)


def unknown_name():
    nothing_of_this_name


def new_list():
    return [1]


for f in (value_error, unknown_name, new_list, lambda: 1 // 0, lambda: None.x):
    e = locked(f)
    print(type(e), e.args, report(e))
