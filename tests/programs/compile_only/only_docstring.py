"""Nothing but a docstring, which is dropped."""  # One statement that leaves no code.
