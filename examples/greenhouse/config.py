"""What this greenhouse is made of and how it should be kept.

Public constants stay importable from other modules; those that begin with an
underscore exist only while this file is compiled and take no room on a board.
"""

from micropython import const

# Where each part answers on the I2C bus.
CLIMATE_ADDRESS = const(0x44)
SOIL_ADDRESS = const(0x48)
RELAY_ADDRESS = const(0x20)

# How often each job runs, in milliseconds.
_SECOND = const(1000)
_MINUTE = const(60 * _SECOND)
CLIMATE_PERIOD = const(10 * _MINUTE)
SOIL_PERIOD = const(30 * _MINUTE)
REPORT_PERIOD = const(60 * _MINUTE)
WATERING_TIME = const(90 * _SECOND)

# Sunrise on the simulated day, and how long the simulation lasts.
START = const(6 * 60 * _MINUTE)
END = const(START + 6 * 60 * _MINUTE)

# The climate to hold, as (open or start above, close or stop below).
# Temperatures are in hundredths of a degree, so no float is needed.
VENT_BAND = const((26_00, 23_00))

# Soil moisture, in tenths of a percent, below which the bed is watered.
DRY_SOIL = const(31_5)

DEBUG = const(False)
