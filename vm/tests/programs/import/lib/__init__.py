# The package the import programs take their helper modules from.
greeting = "package lib"
