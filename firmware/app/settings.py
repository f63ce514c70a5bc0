"""What the station measures, and how often."""

from micropython import const

PERIOD_MS = const(50)
SAMPLES = const(4)

# Names with an underscore take no memory at run time.
_FREEZING = const(273_150)


def celsius(millikelvin):
    return (millikelvin - _FREEZING) / 1000
