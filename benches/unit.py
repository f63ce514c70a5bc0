
_REG_#_STATUS = const(0x0f)
REG_#_SCALE = const(1 << 4 | 3)


class Sensor#:
    """One of many."""

    def __init__(self, bus, address=0x40 + _REG_#_STATUS, *, name="sensor-#"):
        self._bus = bus
        self._address = address
        self._name = name
        self._history = []

    def read(self, samples, *offsets, scale=REG_#_SCALE):
        total = 0
        for index in range(samples):
            value = self._bus.read(self._address + index * 2, _REG_#_STATUS)
            if value is not None and (value & 0xFF) > 3 or index == samples - 1:
                total += value * 3.25 / scale + len(offsets)
            else:
                continue
        try:
            average = total / samples
            self._history.append((average, [o + average for o in offsets if o]))
            return {"name": self._name, "average": average, "status": "measured by sensor #"}
        except (ValueError, ZeroDivisionError) as error:
            print(f"{self._name}: {error} after {samples} samples")
            raise

    def watch(self, low, high, callback=lambda value: None):
        while self._history:
            value, _ = self._history.pop()
            if not low < value <= high:
                callback(value)
                yield value
