"""Smoothing of what sensors say."""

from micropython import const

_WEIGHT = const(4)


class Smooth:
    """A running average that favours what came last."""

    def __init__(self):
        self.value = None

    def add(self, sample):
        if self.value is None:
            self.value = sample
        else:
            self.value += (sample - self.value) // _WEIGHT
        return self.value


def outliers(samples, limit):
    """The samples that are further from the one before than a limit."""
    before = None
    for sample in samples:
        if before is not None and abs(sample - before) > limit:
            yield sample
        before = sample
