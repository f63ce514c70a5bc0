"""Drivers for what hangs on the bus: two sensors and a bank of relays.

Register addresses and bit masks are private constants, so the compiled module
holds plain numbers where they are used and no trace of their names.
"""

from micropython import const

from checksum import crc8

# Registers of the climate sensor.
_REG_IDENTITY = const(0x0F)
_REG_CONTROL = const(0x10)
_REG_STATUS = const(0x11)
_REG_RESULT = const(0x20)

_IDENTITY = const(0xC1)
_CONTROL_ONE_SHOT = const(1 << 0)
_CONTROL_AVERAGE_4 = const(0b10 << 2)
_STATUS_READY = const(1 << 0)
_MEASURE = const(_CONTROL_ONE_SHOT | _CONTROL_AVERAGE_4)

# The single registers of the soil probe and the relay board.
_REG_MOISTURE = const(0x00)
_REG_OUTPUT = const(0x01)

_FULL_SCALE = const(0xFFFF)


class SensorError(Exception):
    """A sensor is missing, late, or sent something that does not add up."""


class ClimateSensor:
    """Temperature and humidity, in hundredths of a degree and tenths of a percent."""

    def __init__(self, bus, address):
        self._bus = bus
        self._address = address
        if self._read(_REG_IDENTITY, 1)[0] != _IDENTITY:
            raise SensorError(f"no climate sensor at {address:#x}")

    def measure(self):
        self._bus.writeto_mem(self._address, _REG_CONTROL, bytes((_MEASURE,)))
        for _ in range(10):
            if self._read(_REG_STATUS, 1)[0] & _STATUS_READY:
                break
        else:
            raise SensorError("measurement never became ready")
        raw = self._read(_REG_RESULT, 6)
        temperature, humidity = self._word(raw[:3]), self._word(raw[3:])
        return temperature * 175_00 // _FULL_SCALE - 45_00, humidity * 100_0 // _FULL_SCALE

    def _read(self, register, count):
        return self._bus.readfrom_mem(self._address, register, count)

    @staticmethod
    def _word(raw):
        """Check the CRC that follows a word and return the word."""
        if crc8(raw[:2]) != raw[2]:
            raise SensorError("climate sensor: bad checksum")
        return raw[0] << 8 | raw[1]


class SoilProbe:
    """Moisture of the bed in tenths of a percent."""

    def __init__(self, bus, address):
        self._bus = bus
        self._address = address

    def measure(self):
        high, low = self._bus.readfrom_mem(self._address, _REG_MOISTURE, 2)
        return (high << 8 | low) * 100_0 // _FULL_SCALE


class Relays:
    """Named switches, one bit each, behind a port expander."""

    VENT = const(1 << 0)
    PUMP = const(1 << 1)

    def __init__(self, bus, address):
        self._bus = bus
        self._address = address
        self._state = 0

    def __contains__(self, relay):
        return bool(self._state & relay)

    def switch(self, relay, on):
        """Set one relay; return whether that changed anything."""
        state = self._state | relay if on else self._state & ~relay
        changed = state != self._state
        if changed:
            self._state = state
            self._bus.writeto_mem(self._address, _REG_OUTPUT, bytes((state,)))
        return changed

    def all_off(self):
        self._state = 0
        self._bus.writeto_mem(self._address, _REG_OUTPUT, b"\0")
