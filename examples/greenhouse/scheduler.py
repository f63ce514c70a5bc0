"""A cooperative scheduler for coroutines, small enough to read in one sitting.

A coroutine hands the scheduler what it waits for: a number of milliseconds, or
an `Event`. Under MicroPython any generator can be awaited, so `sleep_ms` is one.
"""

import heapq


def sleep_ms(duration):
    """Await this to let the other tasks run for a while."""
    yield duration


class Event:
    """Wakes the tasks that wait for it, handing each the same value."""

    def __init__(self):
        self.waiting = []
        self.value = None

    def wait(self):
        yield self
        return self.value


class Clock:
    """Time that jumps straight to the next task, so that a day takes no time."""

    def __init__(self, start):
        self.now = start

    def sleep_until(self, due):
        self.now = due

    def __str__(self):
        minutes = self.now // 60_000
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


class Scheduler:
    """Runs tasks in the order they fall due, and in turn when due together."""

    def __init__(self, clock):
        self._clock = clock
        self._queue = []
        self._count = 0

    def spawn(self, task, delay=0):
        # The count keeps the heap from ever comparing two tasks.
        self._count += 1
        heapq.heappush(self._queue, (self._clock.now + delay, self._count, task))

    def signal(self, event, value=None):
        event.value = value
        waiting, event.waiting = event.waiting, []
        for task in waiting:
            self.spawn(task)

    def run(self, until):
        """Run until the clock reaches `until` or no task is left."""
        while self._queue and self._queue[0][0] <= until:
            due, _, task = heapq.heappop(self._queue)
            self._clock.sleep_until(due)
            try:
                wanted = task.send(None)
            except StopIteration:
                continue
            if isinstance(wanted, Event):
                wanted.waiting.append(task)
            else:
                self.spawn(task, wanted)
