"""The I2C bus: the board's own, or a small greenhouse simulated on a desktop."""

import math
from micropython import const

from config import CLIMATE_ADDRESS, RELAY_ADDRESS, SOIL_ADDRESS
from checksum import crc8

_DAY = const(24 * 60 * 60 * 1000)
_SDA_PIN = const(4)
_SCL_PIN = const(5)
_FREQUENCY = const(400_000)

# The measurement that a loose wire spoils.
_GLITCH = const(20)

# One full turn of the sun, as radians per millisecond: folded when compiled.
_TURN = const(2 * math.pi / _DAY)


def open_bus(clock):
    """Return the board's I2C bus, or a simulated one where there is none."""
    try:
        from machine import I2C, Pin
    except ImportError:
        return SimulatedBus(clock)
    return I2C(0, sda=Pin(_SDA_PIN), scl=Pin(_SCL_PIN), freq=_FREQUENCY)


class SimulatedBus:
    """Answers the reads and writes of `machine.I2C` from a model of the weather."""

    def __init__(self, clock):
        self._clock = clock
        self._then = clock.now
        self._temperature = 14.0
        self._humidity = 70.0
        self._moisture = 34.0
        self._relays = 0
        self._results = 0

    def readfrom_mem(self, address, register, count):
        self._advance()
        if address == CLIMATE_ADDRESS:
            return self._climate(register)[:count]
        if address == SOIL_ADDRESS:
            return int(self._moisture * 655.35).to_bytes(2, "big")[:count]
        raise OSError(19)  # ENODEV: nothing answers at this address.

    def writeto_mem(self, address, register, data):
        self._advance()
        if address == RELAY_ADDRESS:
            self._relays = data[0]
        elif address != CLIMATE_ADDRESS:
            raise OSError(19)

    def _climate(self, register):
        if register == 0x0F:
            return b"\xc1"
        if register == 0x11:
            return b"\x01"
        raw = b""
        for fraction in (self._temperature + 45) / 175, self._humidity / 100:
            word = int(fraction * 0xFFFF).to_bytes(2, "big")
            raw += word + bytes((crc8(word),))
        self._results += 1
        if self._results == _GLITCH:
            raw = b"\xff" + raw[1:]
        return raw

    def _advance(self):
        """Let the weather act for the time since the bus was last used."""
        now = self._clock.now
        hours = (now - self._then) / 3_600_000
        self._then = now
        vent, pump = self._relays & 1, self._relays & 2

        outside = 17 - 9 * math.cos(now * _TURN)
        sun = max(0.0, -math.cos(now * _TURN)) * 11
        pull = 4.0 if vent else 0.8
        self._temperature += (outside - self._temperature) * min(1.0, pull * hours) + sun * hours
        self._humidity += (62 - self._humidity) * min(1.0, pull * hours / 2)
        self._moisture += (140 if pump else -0.9) * hours
