"""Starts with the board. Ctrl-C leads to the prompt, where `import station` still works."""

from station import Station

Station().run()
