# Pins, the second serial line, and time.
import machine
import sys
import time
from machine import Pin, UART, Timer

light = Pin("LED0", Pin.OUT, value=0)
for _ in range(5):
    light.toggle()
print(light, light.value(), light())
pins = [Pin(number) for number in range(16)]
pins[3].init(Pin.OUT)
pins[3](1)
print(pins[3].value())
try:
    Pin("BUTTON1", Pin.OUT)
except ValueError as error:
    print(error)
line = UART(1, 115200, timeout=2, timeout_char=1)
print(line, line.write(b"hello" * 20), line.any(), line.read(10))
buffer = bytearray(8)
print(line.readinto(buffer), line.readline(), line.txdone())
line.init(9600, timeout=1)
line.deinit()
start = time.ticks_us()
time.sleep_us(500)
print(time.ticks_diff(time.ticks_us(), start) >= 500)
print(machine.freq(), machine.unique_id(), sys.platform, time.ticks_ms() > 0)
timer = Timer(0, mode=Timer.ONE_SHOT, period=1, callback=lambda timer: print("called"))
machine.idle()
time.sleep_ms(4)
timer.deinit()
