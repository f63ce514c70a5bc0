"""A greenhouse that vents itself, waters itself and reports by radio.

Copy the modules to a board, as source or compiled, or run this file with
MicroPython on a desktop, where a morning of weather is simulated.
"""

from micropython import const

import config
import telemetry
from bus import open_bus
from devices import ClimateSensor, Relays, SensorError, SoilProbe
from scheduler import Clock, Event, Scheduler, sleep_ms

# Noise put on the simulated air, to show that the receiver shrugs it off.
_NOISE = const(b"\x00\xa5\xffhum")


class Greenhouse:
    """The devices, the latest readings, and the tasks that tie them together."""

    def __init__(self, scheduler, clock, bus):
        self._scheduler = scheduler
        self._clock = clock
        self._climate = ClimateSensor(bus, config.CLIMATE_ADDRESS)
        self._soil = SoilProbe(bus, config.SOIL_ADDRESS)
        self._relays = Relays(bus, config.RELAY_ADDRESS)
        self._encoder = telemetry.Encoder()
        self._receiver = telemetry.decoder(self._received)
        self._dry = Event()
        self._readings = 0, 0, 0
        for task in self._watch_climate(), self._watch_soil(), self._water(), self._report():
            scheduler.spawn(task)

    def shut_down(self):
        self._relays.all_off()
        self._log("shut down, relays off")

    async def _watch_climate(self):
        open_above, close_below = config.VENT_BAND
        while True:
            try:
                temperature, humidity = self._climate.measure()
            except (SensorError, OSError) as error:
                self._transmit(self._encoder.alarm(str(error)))
            else:
                self._readings = temperature, humidity, self._readings[2]
                # Between the two limits the vent stays as it is.
                if temperature > open_above and self._relays.switch(Relays.VENT, True):
                    self._log(f"vent opens at {temperature / 100:.1f} °C")
                elif temperature < close_below and self._relays.switch(Relays.VENT, False):
                    self._log(f"vent closes at {temperature / 100:.1f} °C")
            await sleep_ms(config.CLIMATE_PERIOD)

    async def _watch_soil(self):
        while True:
            moisture = self._soil.measure()
            self._readings = self._readings[:2] + (moisture,)
            if moisture < config.DRY_SOIL:
                self._scheduler.signal(self._dry, moisture)
            await sleep_ms(config.SOIL_PERIOD)

    async def _water(self):
        while True:
            moisture = await self._dry.wait()
            self._log(f"soil at {moisture / 10:.1f} %, watering")
            self._relays.switch(Relays.PUMP, True)
            try:
                await sleep_ms(config.WATERING_TIME)
            finally:
                # However this task ends, the pump must not be left running.
                self._relays.switch(Relays.PUMP, False)
            self._log(f"soil at {self._soil.measure() / 10:.1f} %, pump off")

    async def _report(self):
        while True:
            await sleep_ms(config.REPORT_PERIOD)
            relays = sum(r for r in (Relays.VENT, Relays.PUMP) if r in self._relays)
            self._transmit(self._encoder.report(*self._readings, relays))

    def _transmit(self, packet):
        """Send a packet; on a desktop it comes straight back, after some noise."""
        if config.DEBUG:
            self._log("sent " + packet.hex(" "))
        for byte in _NOISE + packet:
            self._receiver.send(byte)

    def _received(self, kind, sequence, payload):
        if kind == telemetry.KIND_REPORT:
            temperature, humidity, moisture, relays = telemetry.unpack_report(payload)
            vent = "open" if relays & Relays.VENT else "shut"
            self._log(
                f"report {sequence}: {temperature / 100:5.1f} °C, {humidity / 10:.1f} % air, "
                f"{moisture / 10:.1f} % soil, vent {vent}"
            )
        elif kind == telemetry.KIND_ALARM:
            self._log(f"alarm {sequence}: {payload.decode()}")

    def _log(self, text):
        print(f"{self._clock}  {text}")


def main():
    clock = Clock(config.START)
    scheduler = Scheduler(clock)
    greenhouse = Greenhouse(scheduler, clock, open_bus(clock))
    try:
        scheduler.run(config.END)
    finally:
        greenhouse.shut_down()


main()
