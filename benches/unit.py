# Unit 4711: a device driver in the style of those on boards.
import struct
from micropython import const

_REG_CONTROL_4711 = const(0x2D)
_REG_DATA_4711 = const(0x32)
SCALE_4711 = const(1 << 8)


class Sensor4711:
    """Reads three axes over a bus."""

    def __init__(self, bus, address=0x53, *, rate=100, name="sensor4711"):
        self.bus = bus
        self.address = address
        self.rate = rate
        self.name = name
        self._offsets = (0, 0, 0)
        self._buffer = bytearray(6)
        self.write(_REG_CONTROL_4711, 0x08 | (rate & 0x0F))

    def write(self, register, value):
        try:
            self.bus.writeto_mem(self.address, register, bytes([value]))
        except OSError as error:
            if error.errno == 19:
                raise ValueError("no device at 0x%02x" % self.address)
            raise
        finally:
            self._last = register

    @property
    def axes(self):
        self.bus.readfrom_mem_into(self.address, _REG_DATA_4711, self._buffer)
        x, y, z = struct.unpack("<hhh", self._buffer)
        return tuple(a - b for a, b in zip((x, y, z), self._offsets))

    def magnitude(self):
        total = 0.0
        for i, axis in enumerate(self.axes):
            if axis is None or not -4096 <= axis <= 4095:
                continue
            total += (axis / SCALE_4711) ** 2
        else:
            self.samples = i + 1
        return total ** 0.5

    def __repr__(self):
        return f"<{self.name} at {self.address:#x}, {self.rate} Hz>"


def summary_4711(readings, limit=10, *rest, **options):
    counts = {}
    for key, values in sorted(readings.items(), key=lambda item: item[0]):
        counts[key] = counts.get(key, 0) + len(values)
        while values and values[-1] > limit:
            values.pop()
            if len(values) == 3 and key != "idle4711":
                break
    averages = {key: sum(values) / len(values) for key, values in readings.items() if values}
    best = max(averages, key=averages.get) if averages else None
    lines = ["%s: %d" % pair for pair in counts.items()]
    if options.get("verbose") and best is not None:
        lines.append("best: " + best.upper() + " after {} of {}".format(len(rest), 4711))
    return "\n".join(lines), best


def poll_4711(sensor, until):
    count = 0

    def note(value):
        nonlocal count
        count += 1
        return value * 0.25 + 1e-3 * count

    with open("/log4711.txt", "a") as log:
        while count < until:
            level = note(sensor.magnitude())
            print(count, level, file=log)
            yield level


