# A module that fails while it runs.
started = True
raise ValueError("module failed")
