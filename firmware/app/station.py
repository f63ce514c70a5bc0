"""A weather station whose sensor is made up, since the board has none."""

import time
from filters import Smooth, outliers
from settings import PERIOD_MS, SAMPLES, celsius


def sensor():
    """Thousandths of a kelvin."""
    value = 293_150
    while True:
        yield value
        value += 700 if value < 294_000 else -900


class Station:
    def __init__(self):
        self.sensor = sensor()
        self.smooth = Smooth()
        self.samples = []

    def measure(self):
        sample = next(self.sensor)
        self.samples.append(sample)
        return self.smooth.add(sample)

    def run(self):
        for number in range(SAMPLES):
            print("sample {}: {:.2f} C".format(number, celsius(self.measure())))
            time.sleep_ms(PERIOD_MS)
        print("jumps:", list(outliers(self.samples, 800)))
